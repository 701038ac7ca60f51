import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Command } from 'commander';
import { CliFault } from '../CliFault';
import { ExitCode } from '../ExitCode';
import type { Terminal } from '../io/Terminal';

/** Which reports are wanted beside what people read. */
export interface ReportOptions {
  readonly json?: boolean;
  /** A file, or `-` for standard output. */
  readonly sarif?: string;
  /** A file, or `-` for standard output. */
  readonly junit?: string;
}

/** Adds the options that every command with findings has. */
export function addReportOptions(command: Command): Command {
  return command
    .option('--json', 'print the result as JSON')
    .option('--sarif <file>', 'write a SARIF 2.1.0 log, as code scanning reads it; - prints it')
    .option('--junit <file>', 'write JUnit XML, as CI servers read it; - prints it');
}

/**
 * Whether standard output is free for what people read.
 *
 * @throws CliFault when two reports would be printed into one another.
 */
export function isForPeople({ json, sarif, junit }: ReportOptions): boolean {
  const printed = [json && '--json', sarif === '-' && '--sarif -', junit === '-' && '--junit -'];
  const names = printed.filter(name => typeof name === 'string');
  if (names.length > 1) {
    throw new CliFault(
      ExitCode.usage,
      `${names.join(' and ')} would both print to standard output. Give one of them a file.`,
    );
  }
  return names.length === 0;
}

/** The reports of one run, made only if they are wanted. */
export interface Reports {
  json(): unknown;
  sarif(): unknown;
  junit(): string;
}

/** Writes or prints what is wanted. Folders on the way to a file are made. */
export async function writeReports(
  options: ReportOptions,
  reports: Reports,
  terminal: Terminal,
): Promise<void> {
  const asText = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  if (options.json) {
    await write('-', asText(reports.json()), terminal);
  }
  if (options.sarif !== undefined) {
    await write(options.sarif, asText(reports.sarif()), terminal);
  }
  if (options.junit !== undefined) {
    await write(options.junit, reports.junit(), terminal);
  }
}

async function write(target: string, text: string, terminal: Terminal): Promise<void> {
  if (target === '-') {
    await terminal.outBytes(Buffer.from(text));
    return;
  }
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, text);
}

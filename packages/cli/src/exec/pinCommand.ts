import { createHash } from 'node:crypto';
import { access, constants, readFile, realpath, stat } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';
import { digestText, type Digest } from '@countersign/model';
import { CliFault } from '../CliFault';
import { ExitCode } from '../ExitCode';
import type { ExecProfile } from './ExecProfile';

/** A command that is ready to run exactly as its profile says. */
export interface PinnedCommand {
  readonly profile: ExecProfile;
  /** The whole environment of the command. */
  readonly env: Readonly<Record<string, string>>;
  /** Its standard input, read once: what was pinned is what it gets. Absent: it has none. */
  readonly stdin?: Buffer;
}

/** What is to be pinned. */
export interface CommandToPin {
  argv: readonly string[];
  cwd: string;
  /** `NAME` passes a variable of the caller on; `NAME=value` sets one. */
  env: readonly string[];
  /** A file; `-` for our own standard input. */
  stdin?: string;
}

/**
 * Passed on without being named: where programs and the caller's files are, and how to print. None
 * says what the command acts on. Nothing else is, least of all our own tokens.
 */
const ALWAYS_PASSED = ['PATH', 'HOME', 'USER', 'LOGNAME', 'SHELL', 'LANG', 'LC_ALL', 'TZ', 'TERM'];

/** Largest standard input in bytes. */
const MAX_STDIN_BYTES = 16 * 1024 * 1024;

/**
 * Fixes a command before anybody is asked about it.
 *
 * @throws CliFault when there is no such command, directory, variable or input.
 */
export async function pinCommand(
  command: CommandToPin,
  caller: NodeJS.ProcessEnv,
): Promise<PinnedCommand> {
  const cwd = await directory(command.cwd);
  const stdin = await readStdin(command.stdin);
  const env: Record<string, string> = {};
  for (const name of ALWAYS_PASSED) {
    const value = caller[name];
    if (value !== undefined) {
      env[name] = value;
    }
  }
  const pinned: Record<string, string> = {};
  for (const given of command.env) {
    const [name, value] = variable(given, caller);
    env[name] = value;
    pinned[name] = given.includes('=') ? value : digestText(value);
  }
  return {
    profile: {
      argv: [...command.argv],
      executable: await findExecutable(command.argv[0]!, cwd, env.PATH ?? ''),
      cwd,
      env: pinned,
      ...(stdin && { stdin: digestBytes(stdin) }),
    },
    env,
    ...(stdin && { stdin }),
  };
}

function variable(given: string, caller: NodeJS.ProcessEnv): [name: string, value: string] {
  const match = /^([A-Za-z_][A-Za-z0-9_]*)(?:=(.*))?$/s.exec(given);
  if (!match) {
    throw usage(`--env ${given} is not read: write NAME to pass one on, or NAME=value to set one.`);
  }
  const name = match[1]!;
  if (name.startsWith('COUNTERSIGN_')) {
    throw usage(`--env ${name}: what is Countersign's own is not for the command.`);
  }
  const value = match[2] ?? caller[name];
  if (value === undefined) {
    throw usage(`--env ${name}: there is no such variable. Set it, or write ${name}=value.`);
  }
  return [name, value];
}

async function directory(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isDirectory()) {
    throw usage(`--cwd ${path}: there is no such directory.`);
  }
  return realpath(path);
}

async function findExecutable(command: string, cwd: string, path: string): Promise<string> {
  const candidates = command.includes('/')
    ? [resolve(cwd, command)]
    : path
        .split(delimiter)
        .filter(folder => folder !== '')
        .map(folder => join(resolve(cwd, folder), command));
  for (const candidate of candidates) {
    const found = await stat(candidate).catch(() => undefined);
    if (found?.isFile() && (await isExecutable(candidate))) {
      return realpath(candidate);
    }
  }
  throw new CliFault(
    ExitCode.notFound,
    `There is no command ${command}. Nothing was asked and nothing ran.`,
  );
}

function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

async function readStdin(source: string | undefined): Promise<Buffer | undefined> {
  if (source === undefined) {
    return undefined;
  }
  if (source === '-') {
    const pieces: Buffer[] = [];
    let size = 0;
    for await (const piece of process.stdin as AsyncIterable<Buffer>) {
      size += piece.length;
      tooLarge(size);
      pieces.push(piece);
    }
    return Buffer.concat(pieces);
  }
  tooLarge((await stat(source)).size);
  return readFile(source);
}

function tooLarge(bytes: number): void {
  if (bytes > MAX_STDIN_BYTES) {
    throw usage(`Standard input is larger than ${MAX_STDIN_BYTES} bytes. Hand it over as a file.`);
  }
}

function digestBytes(bytes: Buffer): Digest {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

function usage(message: string): CliFault {
  return new CliFault(ExitCode.usage, message);
}

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { HOSTILE_TEXTS, type HostileText } from '@countersign/policy/src/testing/hostileTexts';
import type { Conformance } from '../Conformance';
import type { HostileRun } from './HostileRun';

/** A process that has not ended by then is killed, and what it was doing has failed. Milliseconds. */
const LIMIT = 10_000;
/** What a diagnostic should take, and anything else that an editor asks. Milliseconds. */
const GOAL = 1_000;
/** Heap that a process may use, in megabytes. */
const HEAP = 256;
const FINDINGS = 100;

/** Files that are made to cost time or memory, each in a process that is killed when it does. */
export const hostileConformance: Conformance = {
  title: 'Hostile files: a diagnostic within a second, in little memory',
  run() {
    const folder = mkdtempSync(join(tmpdir(), 'hostile-'));
    try {
      const program = join(folder, 'child.cjs');
      buildSync({
        entryPoints: [join(__dirname, 'hostileChild.ts')],
        ...{ outfile: program, bundle: true, platform: 'node', logLevel: 'error' },
      });
      const results = HOSTILE_TEXTS.map(hostile => resultOf(hostile, program));
      return {
        holds: results.every(({ fault }) => fault === undefined),
        figures: { results },
        lines: results.map(lineOf),
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

interface Result extends Partial<HostileRun> {
  readonly name: string;
  /** The longest that anything took, in milliseconds, and what it was. */
  readonly slowest?: readonly [string, number];
  /** Absent when all is well. */
  readonly fault?: string;
}

function resultOf({ name, code }: HostileText, program: string): Result {
  const { stdout, stderr, status, signal } = spawnSync(
    process.execPath,
    [`--max-old-space-size=${HEAP}`, program, name],
    { encoding: 'utf8', timeout: LIMIT, killSignal: 'SIGKILL' },
  );
  if (signal === 'SIGKILL') {
    return { name, fault: `was still busy after ${LIMIT / 1000} s, or used up its memory` };
  }
  if (status !== 0) {
    return {
      name,
      fault: `ended with ${status ?? signal}: ${stderr.trim().split('\n').slice(-6).join(' ')}`,
    };
  }
  const run = JSON.parse(stdout) as HostileRun;
  const slowest = Object.entries(run.times).sort(([, a], [, b]) => b - a)[0]!;
  const fault =
    code !== undefined && !run.codes.includes(code)
      ? `gave ${run.codes.join(', ') || 'nothing'} and not ${code}`
      : run.findings > FINDINGS
        ? `gave ${run.findings} findings`
        : undefined;
  return { name, ...run, slowest, ...(fault !== undefined && { fault }) };
}

function lineOf({ name, times, memory, slowest, fault }: Result): string {
  const figures =
    times && slowest
      ? [
          `validate ${times.validate!.toFixed(0).padStart(6)} ms`,
          `slowest ${slowest[0].padEnd(16)} ${slowest[1].toFixed(0).padStart(6)} ms`,
          `${memory} MB`,
          ...(slowest[1] > GOAL ? [`over the goal of ${GOAL / 1000} s`] : []),
        ]
      : [];
  return [name.padEnd(58), ...figures, ...(fault === undefined ? [] : [`FAILED: ${fault}`])].join(
    '  ',
  );
}

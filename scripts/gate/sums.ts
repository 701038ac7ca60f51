import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How many tests of a run passed, failed and were skipped. */
export interface Sums {
  passed: number;
  failed: number;
  skipped: number;
}

const folder = '.results';

/** Keeps the sums of one command for the gate to add up. */
export function writeSums(name: string, sums: Sums): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(sums)}\n`);
}

/** @throws Error when that command has kept none, which means that it did not get to its end. */
export function readSums(name: string): Sums {
  return JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Sums;
}

/** The closing line that the gate's reader looks for. */
export function printSums({ passed, failed, skipped }: Sums): void {
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
}

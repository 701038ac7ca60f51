/** `npm run e2e`: Chromium walks the path in the running portal. */
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { printSums, writeSums, type Sums } from './gate/sums';

const folder = resolve(__dirname, '../test/src/e2e');
const sums: Sums = { passed: 0, failed: 0, skipped: 0 };

const tests = run({
  files: readdirSync(folder)
    .filter(name => name.endsWith('.e2e.ts'))
    .map(name => join(folder, name)),
  concurrency: 1,
  execArgv: ['--import', 'tsx'],
  timeout: 600_000,
  // A test that failed half-way may have left something open; the sums matter, not the rest.
  forceExit: true,
});
// Suites and files are reported beside the tests in them; only the tests are counted.
tests.on('test:pass', ({ details, skip, todo }) => {
  if (details.type !== 'suite') {
    sums[skip || todo ? 'skipped' : 'passed'] += 1;
  }
});
tests.on('test:fail', ({ details }) => {
  if (details.type !== 'suite') {
    sums.failed += 1;
  }
});
tests.on('end', () => {
  writeSums('e2e', sums);
  printSums(sums);
  process.exitCode = sums.failed > 0 || sums.passed === 0 ? 1 : 0;
});
tests.compose(spec).pipe(process.stdout);

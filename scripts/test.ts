/**
 * `npm test`: every Jest test, with a real PostgreSQL for those that want one, and a last line with
 * the true sums.
 */
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DATABASE_PASSWORD, DATABASE_USER, DatabaseServer } from './portal/DatabaseServer';
import { findFreePort } from './portal/findFreePort';
import { printSums, writeSums } from './gate/sums';

async function main(): Promise<number> {
  // The tests load better-sqlite3 13, which wants Node 22 or later; npm puts the right one first.
  const scratch = mkdtempSync(join(tmpdir(), 'countersign-test-'));
  // PostgreSQL runs as another user where we are root, and must be able to enter.
  chmodSync(scratch, 0o755);
  const port = await findFreePort(54400);
  const database = new DatabaseServer({ directory: join(scratch, 'postgres'), port });
  await database.start();
  try {
    const report = join(scratch, 'jest.json');
    // Jest leaves one core to whoever types; here nobody does.
    const args = [
      '--maxWorkers=100%',
      '--json',
      `--outputFile=${report}`,
      ...process.argv.slice(2),
    ];
    const code = await jest(args, {
      BACKSTAGE_TEST_DISABLE_DOCKER: '1',
      BACKSTAGE_TEST_DATABASE_POSTGRES16_CONNECTION_STRING: `postgresql://${DATABASE_USER}:${DATABASE_PASSWORD}@127.0.0.1:${port}/postgres`,
    });
    const result = JSON.parse(readFileSync(report, 'utf8')) as {
      numPassedTests: number;
      numFailedTests: number;
      numPendingTests: number;
      numTodoTests: number;
      numRuntimeErrorTestSuites: number;
    };
    const sums = {
      passed: result.numPassedTests,
      // A suite that could not even be loaded has no failed test to show for it.
      failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
      skipped: result.numPendingTests + result.numTodoTests,
    };
    mkdirSync('.results', { recursive: true });
    writeSums('test', sums);
    printSums(sums);
    return code === 0 && sums.failed === 0 && sums.passed > 0 ? 0 : 1;
  } finally {
    await database.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
}

function jest(args: readonly string[], env: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    // The JSON goes to a file; what Jest prints for people goes to standard error.
    const child = spawn('jest', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, ...env },
    });
    child.once('error', reject);
    child.once('exit', code => resolve(code ?? 1));
  });
}

main().then(
  code => process.exit(code),
  (error: Error) => {
    console.error(error.message);
    process.exit(1);
  },
);

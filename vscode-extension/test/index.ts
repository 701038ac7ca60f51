import './suites/diagnostics';
import './suites/counts';
import './suites/edit';
import './suites/recordings';
import './suites/example';
import { runTests } from './harness';

/** What VS Code calls in its extension host; it ends the window when this is settled. */
export async function run(): Promise<void> {
  await runTests();
}

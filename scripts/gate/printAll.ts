/** Adds up what the named commands have kept, and prints the gate's closing line. */
import { printSums, readSums, type Sums } from './sums';

const total: Sums = { passed: 0, failed: 0, skipped: 0 };
for (const name of process.argv.slice(2)) {
  try {
    const sums = readSums(name);
    total.passed += sums.passed;
    total.failed += sums.failed;
    total.skipped += sums.skipped;
  } catch {
    console.log(`${name} did not get to its end`);
    total.failed += 1;
  }
}
printSums(total);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;

import { readFileSync } from 'node:fs';
import { KERNELS_BINARY_FILE, compileKernels, findCompiler } from '../../scripts/compileKernels';

const compiler = findCompiler();
const name = 'is what the sources in assembly/ compile to';

if (compiler === undefined) {
  // The name is the reason, so that a report tells what was not looked at.
  // eslint-disable-next-line jest/no-disabled-tests
  it.skip(`${name} (skipped: npm's assemblyscript is not installed)`, () => assertFresh(''));
} else {
  it(`${name} (if not: npm run kernels -w packages/replay)`, () => assertFresh(compiler), 60_000);
}

function assertFresh(path: string): void {
  // Compared as one truth: 14 KB of base64 beside 14 KB of base64 help nobody.
  expect(compileKernels(path) === readFileSync(KERNELS_BINARY_FILE, 'utf8')).toBe(true);
}

/**
 * `npm run kernels -w packages/replay`: compiles `assembly/` into `src/kernels/kernelsBinary.ts`, which
 * is committed, so that neither building nor running needs the compiler.
 */
import { writeFileSync } from 'node:fs';
import { KERNELS_BINARY_FILE, compileKernels, findCompiler } from './compileKernels';

const compiler = findCompiler();
if (compiler === undefined) {
  throw new Error('AssemblyScript is not installed: run `npm ci` with development dependencies.');
}
writeFileSync(KERNELS_BINARY_FILE, compileKernels(compiler));

/**
 * The kernels in WebAssembly with SIMD, in AssemblyScript. What each means is said in
 * `src/kernels/Kernels.ts`; `src/kernels/WasmKernels.ts` checks arrays and passes their addresses.
 *
 * There is no runtime, no allocation and no static data: memory is imported, its first page is laid
 * out in `memory.ts`, and the rest is the arena's. Rows are taken in steps of 128, the size of a
 * register in bits; the last, incomplete step goes through a padded copy, so nothing is read or
 * written beyond an array, and no kernel needs a second, scalar body.
 *
 * `npm run kernels -w packages/replay` compiles them into `src/kernels/kernelsBinary.ts`.
 */
export { lookUp8, lookUp16, lookUp32 } from './lookUp';
export { range8, range16, range32 } from './range';
export { and, or, andNot, not, isEmpty, count, countAnd } from './bits';
export { mark16, mark32 } from './mark';
export { pack } from './pack';
export { pair, translate8, translate16, translate32 } from './rows';
export { firstRows8, firstRows16, firstRows32, histogram, sum } from './rows';

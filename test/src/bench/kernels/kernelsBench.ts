import { isDeepStrictEqual } from 'node:util';
import { JsKernels, WasmKernels } from '@countersign/replay';
import type { Bench, BenchOptions, BenchResult } from '../Bench';
import { measure, type Measurement } from '../measure';
import { BYTES_PER_ROW, kernelSubjects } from './kernelSubjects';

const ROWS = 1_000_000;
const MORE_BYTES = 4 << 20;

/** Each kernel over a million rows, in WebAssembly and in JavaScript. */
export const kernelsBench: Bench = {
  title: 'Kernels: each loop over rows, in WebAssembly SIMD beside JavaScript',
  async run(options: BenchOptions): Promise<BenchResult> {
    const bytes = ROWS * BYTES_PER_ROW + MORE_BYTES;
    const ours = kernelSubjects(WasmKernels.createNow(bytes), ROWS);
    const plain = kernelSubjects(new JsKernels(bytes), ROWS);
    const differing: string[] = [];
    const figures: { name: string; wasm: Measurement; javascript: Measurement }[] = [];
    for (const [index, { name, run, outputs }] of ours.entries()) {
      const other = plain[index]!;
      // Once each, before repetition adds to what is there.
      const [result, expected] = [run(), other.run()];
      if (result !== expected || !isDeepStrictEqual(outputs, other.outputs)) {
        differing.push(name);
      }
      const times = await measure(
        [
          { name: 'wasm', run },
          { name: 'javascript', run: other.run },
        ],
        { warmUp: 150, ...options },
      );
      figures.push({ name, ...times });
    }
    return {
      holds: differing.length === 0,
      goals: [],
      figures: { rows: ROWS, kernels: figures, differing },
      lines: [
        `${'nanoseconds per row, median and least'.padEnd(40)}${'WebAssembly'.padStart(18)}${'JavaScript'.padStart(18)}`,
        ...figures.map(
          ({ name, wasm, javascript }) =>
            `${name.padEnd(40)}${perRow(wasm)}${perRow(javascript)}  × ${(javascript.median / wasm.median).toFixed(1)}`,
        ),
        ...differing.map(name => `NOT ALIKE: ${name}`),
        `${differing.length} kernels differ between the two`,
      ],
    };
  },
};

function perRow({ median, min }: Measurement): string {
  return [median, min].map(time => ((time * 1e6) / ROWS).toFixed(3).padStart(9)).join('');
}

import { JsKernels } from './JsKernels';
import { type Kernels } from './Kernels';
import { WasmKernels } from './WasmKernels';

export interface KernelsOptions {
  /** Size of the arena in bytes. */
  readonly bytes: number;
  /**
   * Takes this implementation and no other, so that what cannot run fails. By default WebAssembly runs
   * where it can and JavaScript elsewhere.
   */
  readonly only?: Kernels['name'];
  /** Told why WebAssembly does not run, where JavaScript takes its place. */
  readonly onFallback?: (reason: unknown) => void;
}

/**
 * Creates kernels with memory of their own. {@link Kernels.name} says which implementation it is: the
 * one in JavaScript runs where WebAssembly or its SIMD is missing, or a content security policy
 * forbids it (`script-src` without `'wasm-unsafe-eval'`).
 *
 * @throws RangeError where there is not so much memory.
 */
export async function createKernels({ bytes, only, onFallback }: KernelsOptions): Promise<Kernels> {
  if (only === 'javascript') {
    return new JsKernels(bytes);
  }
  try {
    return await WasmKernels.create(bytes);
  } catch (reason) {
    if (only === 'wasm-simd') {
      throw reason;
    }
    onFallback?.(reason);
    return new JsKernels(bytes);
  }
}

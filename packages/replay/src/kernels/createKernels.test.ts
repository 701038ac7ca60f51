import { createKernels } from './createKernels';

afterEach(() => {
  jest.restoreAllMocks();
});

it('takes WebAssembly where it can', async () => {
  const onFallback = jest.fn();
  const kernels = await createKernels({ bytes: 1_000, onFallback });
  expect(kernels.name).toBe('wasm-simd');
  expect(kernels.arena.freeBytes).toBeGreaterThanOrEqual(1_000);
  expect(onFallback).not.toHaveBeenCalled();
});

it('takes JavaScript where WebAssembly is forbidden, and says why', async () => {
  const reason = new WebAssembly.CompileError("violates 'script-src'");
  jest.spyOn(WebAssembly, 'instantiate').mockRejectedValue(reason);
  const onFallback = jest.fn();
  const kernels = await createKernels({ bytes: 1_000, onFallback });
  expect(kernels.name).toBe('javascript');
  expect(onFallback).toHaveBeenCalledWith(reason);
});

it('takes JavaScript where there is no WebAssembly at all', async () => {
  const { WebAssembly: kept } = globalThis;
  try {
    Reflect.deleteProperty(globalThis, 'WebAssembly');
    expect((await createKernels({ bytes: 1_000 })).name).toBe('javascript');
  } finally {
    globalThis.WebAssembly = kept;
  }
});

it('takes only the one that is named, where one is', async () => {
  expect((await createKernels({ bytes: 1_000, only: 'javascript' })).name).toBe('javascript');
  const reason = new WebAssembly.CompileError('no SIMD');
  jest.spyOn(WebAssembly, 'instantiate').mockRejectedValue(reason);
  await expect(createKernels({ bytes: 1_000, only: 'wasm-simd' })).rejects.toBe(reason);
});

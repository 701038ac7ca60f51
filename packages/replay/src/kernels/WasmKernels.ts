import { type Arena } from './Arena';
import { BufferArena } from './BufferArena';
import { copyBitmap, fillBitmap } from './bitmaps';
import { bitmapWords } from './bitmapWords';
import { checkBitmap, checkLength, checkOperands, checkPlanes, checkSteps } from './checks';
import { type Bitmap, type Codes, type Kernels } from './Kernels';
import { KERNELS_BINARY } from './kernelsBinary';
import { positions } from './positions';

const PAGE = 65_536;
const MOST_PAGES = 65_536;

type Kernel = (...numbers: number[]) => number;
type Names8 = 'lookUp8' | 'range8' | 'translate8' | 'firstRows8';
type Names16 = 'lookUp16' | 'range16' | 'mark16' | 'translate16' | 'firstRows16';
type Names32 = 'lookUp32' | 'range32' | 'mark32' | 'translate32' | 'firstRows32';
type NamesOfBits = 'and' | 'or' | 'andNot' | 'not' | 'isEmpty' | 'count' | 'countAnd';
type NamesOfRows = 'pack' | 'pair' | 'histogram' | 'sum';
type Exports = Record<Names8 | Names16 | Names32 | NamesOfBits | NamesOfRows, Kernel>;

/**
 * Kernels in WebAssembly with SIMD, compiled from `assembly/`. The memory's first page is theirs, the
 * rest is the arena. Memory is never grown, which would detach every array.
 */
export class WasmKernels implements Kernels {
  readonly name = 'wasm-simd';
  readonly arena: Arena;
  readonly #buffer: ArrayBuffer;
  readonly #planes: Uint32Array;
  readonly #run: Exports;

  private constructor(memory: WebAssembly.Memory, instance: WebAssembly.Instance) {
    this.#buffer = memory.buffer;
    this.#run = instance.exports as Exports;
    this.#planes = new Uint32Array(this.#buffer, 0, 16);
    // A load of 16 entries may read past a short table, so the very end is left out.
    this.arena = new BufferArena(this.#buffer, PAGE, this.#buffer.byteLength - 64);
  }

  /**
   * @param bytes - Size of the arena, below 4 GiB.
   * @throws WebAssembly.CompileError where SIMD is missing or a content security policy forbids
   *   WebAssembly; RangeError where there is not so much memory.
   */
  static async create(bytes: number): Promise<WasmKernels> {
    const memory = memoryFor(bytes);
    const { instance } = await WebAssembly.instantiate(binary(), { env: { memory } });
    return new WasmKernels(memory, instance);
  }

  /**
   * {@link WasmKernels.create} without waiting, which takes about a millisecond. For Node and workers:
   * a browser's main thread may refuse to compile more than 4 KB at once, and this is more.
   */
  static createNow(bytes: number): WasmKernels {
    const memory = memoryFor(bytes);
    const module = new WebAssembly.Module(binary());
    return new WasmKernels(memory, new WebAssembly.Instance(module, { env: { memory } }));
  }

  lookUp(
    codes: Codes,
    rows: number,
    table: Uint8Array,
    truth: Bitmap,
    error: Bitmap | undefined,
  ): boolean {
    this.lookUpEach(codes, rows, table, error ? [truth, error] : [truth]);
    return (
      error !== undefined && this.#run.isEmpty(this.#address(error), bitmapWords(rows) * 4) === 0
    );
  }

  lookUpEach(codes: Codes, rows: number, table: Uint8Array, bitmaps: readonly Bitmap[]): void {
    checkLength(codes, rows);
    checkPlanes(bitmaps, rows, 8);
    const width = codes.BYTES_PER_ELEMENT;
    const lookUp =
      width === 1 ? this.#run.lookUp8 : width === 2 ? this.#run.lookUp16 : this.#run.lookUp32;
    const entries = Math.min(table.length, 2 ** (8 * width));
    this.#setPlanes(bitmaps);
    lookUp(this.#address(codes), rows, this.#address(table), entries, bitmaps.length);
  }

  range(codes: Codes, rows: number, from: number, to: number, truth: Bitmap): void {
    checkLength(codes, rows);
    checkBitmap(truth, rows);
    const width = codes.BYTES_PER_ELEMENT;
    const more = Math.min(to, 2 ** (8 * width)) - 1 - from;
    if (more < 0) {
      fillBitmap(truth, rows, 0);
      return;
    }
    const range =
      width === 1 ? this.#run.range8 : width === 2 ? this.#run.range16 : this.#run.range32;
    range(this.#address(codes), rows, from, more, this.#address(truth));
  }

  and(a: Bitmap, b: Bitmap, out: Bitmap): void {
    checkOperands(a, b, out);
    this.#run.and(this.#address(a), this.#address(b), this.#address(out), out.byteLength);
  }

  or(a: Bitmap, b: Bitmap, out: Bitmap): void {
    checkOperands(a, b, out);
    this.#run.or(this.#address(a), this.#address(b), this.#address(out), out.byteLength);
  }

  andNot(a: Bitmap, b: Bitmap, out: Bitmap): void {
    checkOperands(a, b, out);
    this.#run.andNot(this.#address(a), this.#address(b), this.#address(out), out.byteLength);
  }

  not(a: Bitmap, rows: number, out: Bitmap): void {
    checkBitmap(a, rows);
    checkBitmap(out, rows);
    this.#run.not(this.#address(a), this.#address(out), rows);
  }

  copy(a: Bitmap, out: Bitmap): void {
    copyBitmap(a, out);
  }

  fill(out: Bitmap, rows: number, bit: 0 | 1): void {
    fillBitmap(out, rows, bit);
  }

  isEmpty(bits: Bitmap): boolean {
    checkSteps(bits);
    return this.#run.isEmpty(this.#address(bits), bits.byteLength) === 1;
  }

  count(bits: Bitmap): number {
    checkSteps(bits);
    return this.#run.count(this.#address(bits), bits.byteLength) >>> 0;
  }

  countAnd(a: Bitmap, b: Bitmap): number {
    checkOperands(a, b, a);
    return this.#run.countAnd(this.#address(a), this.#address(b), a.byteLength) >>> 0;
  }

  positions(bits: Bitmap, from: number, out: Uint32Array): number {
    return positions(bits, from, out);
  }

  mark(bits: Bitmap, rows: number, value: number, codes: Uint16Array | Uint32Array): void {
    checkBitmap(bits, rows);
    checkLength(codes, rows);
    const mark = codes.BYTES_PER_ELEMENT === 2 ? this.#run.mark16 : this.#run.mark32;
    mark(this.#address(bits), rows, value, this.#address(codes));
  }

  pack(planes: readonly Bitmap[], rows: number, codes: Uint16Array): void {
    checkPlanes(planes, rows, 16);
    checkLength(codes, rows);
    this.#setPlanes(planes);
    this.#run.pack(planes.length, rows, this.#address(codes));
  }

  pair(a: Uint16Array, b: Uint16Array, rows: number, width: number, out: Uint16Array): void {
    checkLength(a, rows);
    checkLength(b, rows);
    checkLength(out, rows);
    this.#run.pair(this.#address(a), this.#address(b), rows, width, this.#address(out));
  }

  translate(codes: Codes, rows: number, table: Uint16Array, out: Uint16Array): void {
    checkLength(codes, rows);
    checkLength(out, rows);
    const { translate8, translate16, translate32 } = this.#run;
    const width = codes.BYTES_PER_ELEMENT;
    const translate = width === 1 ? translate8 : width === 2 ? translate16 : translate32;
    translate(this.#address(codes), rows, this.#address(table), this.#address(out));
  }

  firstRows(codes: Codes, rows: number, first: Uint32Array): void {
    checkLength(codes, rows);
    const { firstRows8, firstRows16, firstRows32 } = this.#run;
    const width = codes.BYTES_PER_ELEMENT;
    const firstRows = width === 1 ? firstRows8 : width === 2 ? firstRows16 : firstRows32;
    firstRows(this.#address(codes), rows, this.#address(first));
  }

  histogram(
    a: Uint16Array,
    b: Uint16Array,
    rows: number,
    width: number,
    counts: Uint32Array,
  ): void {
    checkLength(a, rows);
    checkLength(b, rows);
    const [first, second] = [this.#address(a), this.#address(b)];
    this.#run.histogram(first, second, rows, width, this.#address(counts), counts.length);
  }

  sum(codes: Uint16Array, rows: number, values: Float64Array, sums: Float64Array): void {
    checkLength(codes, rows);
    checkLength(values, rows);
    this.#run.sum(this.#address(codes), rows, this.#address(values), this.#address(sums));
  }

  #setPlanes(planes: readonly Bitmap[]): void {
    for (let index = 0; index < planes.length; index++) {
      this.#planes[index] = this.#address(planes[index]!);
    }
  }

  #address(array: ArrayBufferView): number {
    if (array.buffer !== this.#buffer) {
      throw new RangeError('Kernels work on arrays of their own arena only.');
    }
    return array.byteOffset;
  }
}

/** One page for the kernels, the arena, and what the arena leaves out at its end. */
function memoryFor(bytes: number): WebAssembly.Memory {
  const pages = 1 + Math.ceil((bytes + 64) / PAGE);
  if (!(pages <= MOST_PAGES)) {
    throw new RangeError(
      `An arena of WebAssembly has less than 4 GiB; ${bytes} bytes are too many.`,
    );
  }
  return new WebAssembly.Memory({ initial: pages, maximum: pages });
}

function binary(): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(KERNELS_BINARY), letter => letter.charCodeAt(0));
}

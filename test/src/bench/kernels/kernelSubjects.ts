import { bitmapWords, type Codes, type Kernels } from '@countersign/replay';

/** One call of a kernel over all rows, and what it wrote, to be compared between implementations. */
export interface KernelSubject {
  readonly name: string;
  readonly run: () => unknown;
  readonly outputs: readonly (Uint16Array | Uint32Array | Float64Array)[];
}

/** Bytes that the subjects need for each row. */
export const BYTES_PER_ROW = 40;

/** Every kernel on data that is the same for every implementation. */
export function kernelSubjects(kernels: Kernels, rows: number): KernelSubject[] {
  const { arena } = kernels;
  const random = randomFrom(20_261_122);
  const coded = <C extends Codes>(codes: C, entries: number): C =>
    codes.map(() => random() % entries) as C;
  const inArena = <C extends Codes>(codes: C, entries: number): C => {
    codes.set(coded(codes, entries));
    return codes;
  };
  const table = (entries: number, entry: (code: number) => number) => {
    const own = arena.u8(entries);
    own.forEach((_, code) => (own[code] = entry(code)));
    return own;
  };
  const bitmap = (odds: number) => {
    const bits = arena.u32(bitmapWords(rows)).fill(0);
    for (let row = 0; row < rows; row++) {
      bits[row >>> 5]! |= Number(random() % odds === 0) << (row & 31);
    }
    return bits;
  };

  const [few, bytes] = [inArena(arena.u8(rows), 40), inArena(arena.u8(rows), 256)];
  const [shorts, pairs] = [inArena(arena.u16(rows), 5_000), inArena(arena.u16(rows), 30)];
  const words = inArena(arena.u32(rows), 200_000);
  const numbers = arena.f64(rows);
  numbers.forEach((_, row) => (numbers[row] = random() % 100));
  const planes = Array.from({ length: 16 }, () => bitmap(2));
  const [dense, sparse] = [planes[0]!, bitmap(1_000)];
  const outs = Array.from({ length: 8 }, () => arena.u32(bitmapWords(rows)).fill(0));
  const [truth, error] = outs as [Uint32Array, Uint32Array];
  const [out, marked] = [arena.u16(rows), arena.u16(rows).fill(0)];
  const [counts, first] = [arena.u32(900).fill(0), arena.u32(5_000).fill(0)];
  const sums = arena.f64(30).fill(0);
  const scattered = [40, 256, 5_000, 200_000].map(entries => table(entries, () => random() % 3));
  const eight = table(5_000, () => random() & 255);
  const prefix = table(5_000, code => (code === 0 ? 2 : Number(code > 900 && code < 2_000)));
  const entries = arena.u16(5_000);
  entries.forEach((_, code) => (entries[code] = random() & 0xffff));

  const subject = (
    name: string,
    run: () => unknown,
    ...outputs: KernelSubject['outputs']
  ): KernelSubject => ({ name, run, outputs });
  const lookUp = (name: string, codes: Codes, tableOf: Uint8Array) =>
    subject(name, () => kernels.lookUp(codes, rows, tableOf, truth, error), truth, error);
  return [
    lookUp('lookUp u8, 40 entries', few, scattered[0]!),
    lookUp('lookUp u8, 256 entries', bytes, scattered[1]!),
    lookUp('lookUp u16, one run', shorts, prefix),
    lookUp('lookUp u16, 5,000 entries', shorts, scattered[2]!),
    lookUp('lookUp u32, 200,000 entries', words, scattered[3]!),
    subject('lookUpEach u8, 8 tables', () => kernels.lookUpEach(few, rows, eight, outs), ...outs),
    subject(
      'lookUpEach u16, 8 tables',
      () => kernels.lookUpEach(shorts, rows, eight, outs),
      ...outs,
    ),
    subject('range u8', () => kernels.range(bytes, rows, 10, 100, truth), truth),
    subject('range u16', () => kernels.range(shorts, rows, 1_000, 2_000, truth), truth),
    subject('range u32', () => kernels.range(words, rows, 1_000, 20_000, truth), truth),
    subject('and', () => kernels.and(planes[1]!, planes[2]!, truth), truth),
    subject('or', () => kernels.or(planes[1]!, planes[2]!, truth), truth),
    subject('andNot', () => kernels.andNot(planes[1]!, planes[2]!, truth), truth),
    subject('not', () => kernels.not(planes[1]!, rows, truth), truth),
    subject('count', () => kernels.count(dense)),
    subject('countAnd', () => kernels.countAnd(dense, planes[1]!)),
    subject('mark u16, half', () => kernels.mark(dense, rows, 4, marked), marked),
    subject('mark u16, one in 1,000', () => kernels.mark(sparse, rows, 4, marked), marked),
    subject('pack 5', () => kernels.pack(planes.slice(0, 5), rows, out), out),
    subject('pack 16', () => kernels.pack(planes, rows, out), out),
    subject('pair', () => kernels.pair(shorts, pairs, rows, 13, out), out),
    subject('translate u16', () => kernels.translate(shorts, rows, entries, out), out),
    subject('firstRows u16', () => kernels.firstRows(shorts, rows, first), first),
    subject('histogram 30 × 30', () => kernels.histogram(pairs, pairs, rows, 30, counts), counts),
    subject('sum', () => kernels.sum(pairs, rows, numbers, sums), sums),
  ];
}

/** Marsaglia's xorshift. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

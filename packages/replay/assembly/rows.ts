import { COUNTS, COUNTS_LENGTH } from './memory';

/** `a * width + b` of every row, as numbers of two bytes. */
export function pair(a: usize, b: usize, rows: u32, width: u32, out: usize): void {
  const widths = i16x8.splat(<i16>width);
  const end = out + ((<usize>rows) << 1);
  for (const most = out + ((<usize>(rows & ~7)) << 1); out < most; a += 16, b += 16, out += 16) {
    v128.store(out, i16x8.add(i16x8.mul(v128.load(a), widths), v128.load(b)));
  }
  for (; out < end; a += 2, b += 2, out += 2) {
    store<u16>(out, <u16>(load<u16>(a) * width + load<u16>(b)));
  }
}

/** The table's entry of two bytes for every row's code. */
export function translate8(codes: usize, rows: u32, table: usize, out: usize): void {
  const end = codes + rows;
  for (const most = codes + (rows & ~3); codes < most; codes += 4, out += 8) {
    store<u16>(out, entry(table, load<u8>(codes)));
    store<u16>(out, entry(table, load<u8>(codes, 1)), 2);
    store<u16>(out, entry(table, load<u8>(codes, 2)), 4);
    store<u16>(out, entry(table, load<u8>(codes, 3)), 6);
  }
  for (; codes < end; codes++, out += 2) {
    store<u16>(out, entry(table, load<u8>(codes)));
  }
}

/** {@link translate8} for codes of two bytes. */
export function translate16(codes: usize, rows: u32, table: usize, out: usize): void {
  const end = codes + ((<usize>rows) << 1);
  for (const most = codes + ((<usize>(rows & ~3)) << 1); codes < most; codes += 8, out += 8) {
    // All are read before any is written: the output may be the codes.
    const a = entry(table, load<u16>(codes));
    const b = entry(table, load<u16>(codes, 2));
    const c = entry(table, load<u16>(codes, 4));
    const d = entry(table, load<u16>(codes, 6));
    store<u16>(out, a);
    store<u16>(out, b, 2);
    store<u16>(out, c, 4);
    store<u16>(out, d, 6);
  }
  for (; codes < end; codes += 2, out += 2) {
    store<u16>(out, entry(table, load<u16>(codes)));
  }
}

/** {@link translate8} for codes of four bytes. */
export function translate32(codes: usize, rows: u32, table: usize, out: usize): void {
  for (const end = codes + ((<usize>rows) << 2); codes < end; codes += 4, out += 2) {
    store<u16>(out, entry(table, load<u32>(codes)));
  }
}

function entry(table: usize, code: u32): u16 {
  return load<u16>(table + ((<usize>code) << 1));
}

/** Writes every row's number at its code, the last row first, so that the first is what stays. */
export function firstRows8(codes: usize, rows: u32, first: usize): void {
  for (let row = rows; row > 0;) {
    row--;
    store<u32>(first + ((<usize>load<u8>(codes + row)) << 2), row);
  }
}

/** {@link firstRows8} for codes of two bytes. */
export function firstRows16(codes: usize, rows: u32, first: usize): void {
  for (let row = rows; row > 0;) {
    row--;
    store<u32>(first + ((<usize>load<u16>(codes + ((<usize>row) << 1))) << 2), row);
  }
}

/** {@link firstRows8} for codes of four bytes. */
export function firstRows32(codes: usize, rows: u32, first: usize): void {
  for (let row = rows; row > 0;) {
    row--;
    store<u32>(first + ((<usize>load<u32>(codes + ((<usize>row) << 2))) << 2), row);
  }
}

/**
 * Counts pairs. Neighbouring rows are often alike, and a count cannot be raised again before the last
 * raise has been stored; so four rows raise four sets of counts, which are added at the end.
 */
export function histogram(
  a: usize,
  b: usize,
  rows: u32,
  width: u32,
  counts: usize,
  length: u32,
): void {
  const end = a + ((<usize>rows) << 1);
  if (length <= COUNTS_LENGTH && rows >= length) {
    const bytes = (<usize>length) << 2;
    const second = COUNTS;
    const third = second + bytes;
    const fourth = third + bytes;
    memory.fill(COUNTS, 0, bytes * 3);
    for (const most = a + ((<usize>(rows & ~3)) << 1); a < most; a += 8, b += 8) {
      raise(counts, load<u16>(a) * width + load<u16>(b));
      raise(second, load<u16>(a, 2) * width + load<u16>(b, 2));
      raise(third, load<u16>(a, 4) * width + load<u16>(b, 4));
      raise(fourth, load<u16>(a, 6) * width + load<u16>(b, 6));
    }
    for (let at: usize = 0; at < bytes; at += 4) {
      const more = load<u32>(second + at) + load<u32>(third + at) + load<u32>(fourth + at);
      store<u32>(counts + at, load<u32>(counts + at) + more);
    }
  }
  for (; a < end; a += 2, b += 2) {
    raise(counts, load<u16>(a) * width + load<u16>(b));
  }
}

function raise(counts: usize, index: u32): void {
  const count = counts + ((<usize>index) << 2);
  store<u32>(count, load<u32>(count) + 1);
}

/** Adds every row's number to its code's sum, in the order of the rows. */
export function sum(codes: usize, rows: u32, values: usize, sums: usize): void {
  for (const end = codes + ((<usize>rows) << 1); codes < end; codes += 2, values += 8) {
    const at = sums + ((<usize>load<u16>(codes)) << 3);
    store<f64>(at, load<f64>(at) + load<f64>(values));
  }
}

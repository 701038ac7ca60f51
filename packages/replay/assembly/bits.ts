import { clearBeyond } from './memory';

// Operations on whole bitmaps; `bytes` is a multiple of 16. The loops take 64 bytes, then the rest.

export function and(a: usize, b: usize, out: usize, bytes: usize): void {
  const end = out + bytes;
  for (const most = out + (bytes & ~63); out < most; a += 64, b += 64, out += 64) {
    v128.store(out, v128.and(v128.load(a), v128.load(b)));
    v128.store(out, v128.and(v128.load(a, 16), v128.load(b, 16)), 16);
    v128.store(out, v128.and(v128.load(a, 32), v128.load(b, 32)), 32);
    v128.store(out, v128.and(v128.load(a, 48), v128.load(b, 48)), 48);
  }
  for (; out < end; a += 16, b += 16, out += 16) {
    v128.store(out, v128.and(v128.load(a), v128.load(b)));
  }
}

export function or(a: usize, b: usize, out: usize, bytes: usize): void {
  const end = out + bytes;
  for (const most = out + (bytes & ~63); out < most; a += 64, b += 64, out += 64) {
    v128.store(out, v128.or(v128.load(a), v128.load(b)));
    v128.store(out, v128.or(v128.load(a, 16), v128.load(b, 16)), 16);
    v128.store(out, v128.or(v128.load(a, 32), v128.load(b, 32)), 32);
    v128.store(out, v128.or(v128.load(a, 48), v128.load(b, 48)), 48);
  }
  for (; out < end; a += 16, b += 16, out += 16) {
    v128.store(out, v128.or(v128.load(a), v128.load(b)));
  }
}

export function andNot(a: usize, b: usize, out: usize, bytes: usize): void {
  const end = out + bytes;
  for (const most = out + (bytes & ~63); out < most; a += 64, b += 64, out += 64) {
    v128.store(out, v128.andnot(v128.load(a), v128.load(b)));
    v128.store(out, v128.andnot(v128.load(a, 16), v128.load(b, 16)), 16);
    v128.store(out, v128.andnot(v128.load(a, 32), v128.load(b, 32)), 32);
    v128.store(out, v128.andnot(v128.load(a, 48), v128.load(b, 48)), 48);
  }
  for (; out < end; a += 16, b += 16, out += 16) {
    v128.store(out, v128.andnot(v128.load(a), v128.load(b)));
  }
}

/** All rows' bits turned; those beyond the rows stay clear. */
export function not(a: usize, out: usize, rows: u32): void {
  const end = out + (((<usize>rows + 127) >> 7) << 4);
  for (; out < end; a += 16, out += 16) {
    v128.store(out, v128.not(v128.load(a)));
  }
  if (rows & 127) {
    clearBeyond(out - 16, rows & 127);
  }
}

export function isEmpty(bits: usize, bytes: usize): bool {
  for (const end = bits + bytes; bits < end; bits += 16) {
    if (v128.any_true(v128.load(bits))) {
      return false;
    }
  }
  return true;
}

export function count(bits: usize, bytes: usize): u32 {
  let counts = i32x4.splat(0);
  for (const end = bits + bytes; bits < end; bits += 16) {
    counts = i32x4.add(counts, counted(v128.load(bits)));
  }
  return total(counts);
}

export function countAnd(a: usize, b: usize, bytes: usize): u32 {
  let counts = i32x4.splat(0);
  for (const end = a + bytes; a < end; a += 16, b += 16) {
    counts = i32x4.add(counts, counted(v128.and(v128.load(a), v128.load(b))));
  }
  return total(counts);
}

/** Set bits of each quarter. */
function counted(bits: v128): v128 {
  return i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(i8x16.popcnt(bits)));
}

function total(counts: v128): u32 {
  return (
    i32x4.extract_lane(counts, 0) +
    i32x4.extract_lane(counts, 1) +
    i32x4.extract_lane(counts, 2) +
    i32x4.extract_lane(counts, 3)
  );
}

import { HALVES, LAST_PACKED, plane } from './memory';

/**
 * Turns up to 16 bitmaps into a number of two bytes per row: a transposition of bits, 128 rows at a
 * time, first bytes across eight bitmaps, then bits within eight bytes.
 */
export function pack(planes: u32, rows: u32, codes: usize): void {
  const steps = (rows + 127) >> 7;
  if (planes <= 8) {
    memory.fill(HALVES + 128, 0, 128);
  }
  let offset: usize = 0;
  for (let step: u32 = 0; step < steps; step++, offset += 16, codes += 256) {
    transpose(0, planes, offset, HALVES);
    if (planes > 8) {
      transpose(8, planes, offset, HALVES + 128);
    }
    const more = rows - (step << 7);
    const target = more < 128 ? LAST_PACKED : codes;
    for (let at: usize = 0; at < 128; at += 16) {
      const low = v128.load(HALVES + at);
      const high = v128.load(HALVES + 128 + at);
      v128.store(target + (at << 1), interleaveLow8(low, high));
      v128.store(target + (at << 1), interleaveHigh8(low, high), 16);
    }
    if (more < 128) {
      memory.copy(codes, target, (<usize>more) << 1);
    }
  }
}

/** One byte per row from eight bitmaps, for 128 rows. Bitmaps that are not there count as zero. */
function transpose(first: u32, planes: u32, offset: usize, out: usize): void {
  const a = step(first, planes, offset);
  const b = step(first + 1, planes, offset);
  const c = step(first + 2, planes, offset);
  const d = step(first + 3, planes, offset);
  const e = step(first + 4, planes, offset);
  const f = step(first + 5, planes, offset);
  const g = step(first + 6, planes, offset);
  const h = step(first + 7, planes, offset);

  const lowAB = interleaveLow8(a, b);
  const lowCD = interleaveLow8(c, d);
  const lowEF = interleaveLow8(e, f);
  const lowGH = interleaveLow8(g, h);
  const firstAD = interleaveLow16(lowAB, lowCD);
  const firstEH = interleaveLow16(lowEF, lowGH);
  const secondAD = interleaveHigh16(lowAB, lowCD);
  const secondEH = interleaveHigh16(lowEF, lowGH);
  v128.store(out, transposeBits(interleaveLow32(firstAD, firstEH)));
  v128.store(out, transposeBits(interleaveHigh32(firstAD, firstEH)), 16);
  v128.store(out, transposeBits(interleaveLow32(secondAD, secondEH)), 32);
  v128.store(out, transposeBits(interleaveHigh32(secondAD, secondEH)), 48);

  const highAB = interleaveHigh8(a, b);
  const highCD = interleaveHigh8(c, d);
  const highEF = interleaveHigh8(e, f);
  const highGH = interleaveHigh8(g, h);
  const thirdAD = interleaveLow16(highAB, highCD);
  const thirdEH = interleaveLow16(highEF, highGH);
  const fourthAD = interleaveHigh16(highAB, highCD);
  const fourthEH = interleaveHigh16(highEF, highGH);
  v128.store(out, transposeBits(interleaveLow32(thirdAD, thirdEH)), 64);
  v128.store(out, transposeBits(interleaveHigh32(thirdAD, thirdEH)), 80);
  v128.store(out, transposeBits(interleaveLow32(fourthAD, fourthEH)), 96);
  v128.store(out, transposeBits(interleaveHigh32(fourthAD, fourthEH)), 112);
}

function step(index: u32, planes: u32, offset: usize): v128 {
  return index < planes ? v128.load(plane(index) + offset) : i64x2.splat(0);
}

/**
 * Transposes two squares of 8 by 8 bits, each in one half, by swapping ever larger blocks across the
 * diagonal (Warren, Hacker's Delight, 7-3).
 */
function transposeBits(bits: v128): v128 {
  bits = swap(bits, 7, i32x4.splat(0x00aa00aa));
  bits = swap(bits, 14, i32x4.splat(0x0000cccc));
  return swap(bits, 28, i64x2.splat(0xf0f0f0f0));
}

function swap(bits: v128, distance: i32, mask: v128): v128 {
  const differing = v128.and(v128.xor(bits, i64x2.shr_u(bits, distance)), mask);
  return v128.xor(v128.xor(bits, differing), i64x2.shl(differing, distance));
}

function interleaveLow8(a: v128, b: v128): v128 {
  return i8x16.shuffle(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
}

function interleaveHigh8(a: v128, b: v128): v128 {
  return i8x16.shuffle(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
}

function interleaveLow16(a: v128, b: v128): v128 {
  return i16x8.shuffle(a, b, 0, 8, 1, 9, 2, 10, 3, 11);
}

function interleaveHigh16(a: v128, b: v128): v128 {
  return i16x8.shuffle(a, b, 4, 12, 5, 13, 6, 14, 7, 15);
}

function interleaveLow32(a: v128, b: v128): v128 {
  return i32x4.shuffle(a, b, 0, 4, 1, 5);
}

function interleaveHigh32(a: v128, b: v128): v128 {
  return i32x4.shuffle(a, b, 2, 6, 3, 7);
}

import { RUNS, clearBeyond, padLastStep } from './memory';

/**
 * Sets the bit of every row whose code lies in one of some runs of codes. A run is tested as
 * `min(code - first, more) == code - first` without sign, which also serves where the subtraction
 * wraps around. No run at all clears the bitmap.
 */
export function ranges8(codes: usize, rows: u32, runs: u32, out: usize): void {
  const steps = rows >> 7;
  steps8(codes, steps, runs, out);
  if (rows & 127) {
    const last = out + ((<usize>steps) << 4);
    steps8(padLastStep(codes + ((<usize>steps) << 7), rows & 127, 0), 1, runs, last);
    clearBeyond(last, rows & 127);
  }
}

/** {@link ranges8} for codes of two bytes. */
export function ranges16(codes: usize, rows: u32, runs: u32, out: usize): void {
  const steps = rows >> 7;
  steps16(codes, steps, runs, out);
  if (rows & 127) {
    const last = out + ((<usize>steps) << 4);
    steps16(padLastStep(codes + ((<usize>steps) << 8), rows & 127, 1), 1, runs, last);
    clearBeyond(last, rows & 127);
  }
}

/** {@link ranges8} for codes of four bytes. */
export function ranges32(codes: usize, rows: u32, runs: u32, out: usize): void {
  const steps = rows >> 7;
  steps32(codes, steps, runs, out);
  if (rows & 127) {
    const last = out + ((<usize>steps) << 4);
    steps32(padLastStep(codes + ((<usize>steps) << 9), rows & 127, 2), 1, runs, last);
    clearBeyond(last, rows & 127);
  }
}

/** No run, the one that most tables have, or several. */
function steps8(codes: usize, steps: u32, runs: u32, out: usize): void {
  if (runs === 0) {
    memory.fill(out, 0, (<usize>steps) << 4);
  } else if (runs === 1) {
    one8(codes, steps, out);
  } else {
    many8(codes, steps, runs, out);
  }
}

function steps16(codes: usize, steps: u32, runs: u32, out: usize): void {
  if (runs === 0) {
    memory.fill(out, 0, (<usize>steps) << 4);
  } else if (runs === 1) {
    one16(codes, steps, out);
  } else {
    many16(codes, steps, runs, out);
  }
}

function steps32(codes: usize, steps: u32, runs: u32, out: usize): void {
  if (runs === 0) {
    memory.fill(out, 0, (<usize>steps) << 4);
  } else if (runs === 1) {
    one32(codes, steps, out);
  } else {
    many32(codes, steps, runs, out);
  }
}

/** 128 rows at a time. */
function one8(codes: usize, steps: u32, out: usize): void {
  const end = codes + ((<usize>steps) << 7);
  const first = v128.load8_splat(RUNS);
  const more = v128.load8_splat(RUNS, 4);
  for (; codes < end; codes += 128, out += 16) {
    const a = i8x16.bitmask(within8(i8x16.sub(v128.load(codes), first), more));
    const b = i8x16.bitmask(within8(i8x16.sub(v128.load(codes, 16), first), more));
    store<u32>(out, a | (b << 16));
    const c = i8x16.bitmask(within8(i8x16.sub(v128.load(codes, 32), first), more));
    const d = i8x16.bitmask(within8(i8x16.sub(v128.load(codes, 48), first), more));
    store<u32>(out, c | (d << 16), 4);
    const e = i8x16.bitmask(within8(i8x16.sub(v128.load(codes, 64), first), more));
    const f = i8x16.bitmask(within8(i8x16.sub(v128.load(codes, 80), first), more));
    store<u32>(out, e | (f << 16), 8);
    const g = i8x16.bitmask(within8(i8x16.sub(v128.load(codes, 96), first), more));
    const h = i8x16.bitmask(within8(i8x16.sub(v128.load(codes, 112), first), more));
    store<u32>(out, g | (h << 16), 12);
  }
}

/** 64 rows at a time. */
function one16(codes: usize, steps: u32, out: usize): void {
  const end = codes + ((<usize>steps) << 8);
  const first = v128.load16_splat(RUNS);
  const more = v128.load16_splat(RUNS, 4);
  for (; codes < end; codes += 128, out += 8) {
    const a = within16(i16x8.sub(v128.load(codes), first), more);
    const b = within16(i16x8.sub(v128.load(codes, 16), first), more);
    const c = within16(i16x8.sub(v128.load(codes, 32), first), more);
    const d = within16(i16x8.sub(v128.load(codes, 48), first), more);
    const ab = i8x16.bitmask(i8x16.narrow_i16x8_s(a, b));
    store<u32>(out, ab | (i8x16.bitmask(i8x16.narrow_i16x8_s(c, d)) << 16));
    const e = within16(i16x8.sub(v128.load(codes, 64), first), more);
    const f = within16(i16x8.sub(v128.load(codes, 80), first), more);
    const g = within16(i16x8.sub(v128.load(codes, 96), first), more);
    const h = within16(i16x8.sub(v128.load(codes, 112), first), more);
    const ef = i8x16.bitmask(i8x16.narrow_i16x8_s(e, f));
    store<u32>(out, ef | (i8x16.bitmask(i8x16.narrow_i16x8_s(g, h)) << 16), 4);
  }
}

/** 32 rows at a time. */
function one32(codes: usize, steps: u32, out: usize): void {
  const end = codes + ((<usize>steps) << 9);
  const first = v128.load32_splat(RUNS);
  const more = v128.load32_splat(RUNS, 4);
  for (; codes < end; codes += 128, out += 4) {
    const a = within32(i32x4.sub(v128.load(codes), first), more);
    const b = within32(i32x4.sub(v128.load(codes, 16), first), more);
    const c = within32(i32x4.sub(v128.load(codes, 32), first), more);
    const d = within32(i32x4.sub(v128.load(codes, 48), first), more);
    const e = within32(i32x4.sub(v128.load(codes, 64), first), more);
    const f = within32(i32x4.sub(v128.load(codes, 80), first), more);
    const g = within32(i32x4.sub(v128.load(codes, 96), first), more);
    const h = within32(i32x4.sub(v128.load(codes, 112), first), more);
    const ad = i8x16.narrow_i16x8_s(i16x8.narrow_i32x4_s(a, b), i16x8.narrow_i32x4_s(c, d));
    const eh = i8x16.narrow_i16x8_s(i16x8.narrow_i32x4_s(e, f), i16x8.narrow_i32x4_s(g, h));
    store<u32>(out, i8x16.bitmask(ad) | (i8x16.bitmask(eh) << 16));
  }
}

/** 64 rows at a time. */
function many8(codes: usize, steps: u32, runs: u32, out: usize): void {
  const end = codes + ((<usize>steps) << 7);
  const runsEnd = RUNS + ((<usize>runs) << 3);
  for (; codes < end; codes += 64, out += 8) {
    const a = v128.load(codes);
    const b = v128.load(codes, 16);
    const c = v128.load(codes, 32);
    const d = v128.load(codes, 48);
    let inA = i8x16.splat(0);
    let inB = i8x16.splat(0);
    let inC = i8x16.splat(0);
    let inD = i8x16.splat(0);
    for (let run = RUNS; run < runsEnd; run += 8) {
      const first = v128.load8_splat(run);
      const more = v128.load8_splat(run, 4);
      inA = v128.or(inA, within8(i8x16.sub(a, first), more));
      inB = v128.or(inB, within8(i8x16.sub(b, first), more));
      inC = v128.or(inC, within8(i8x16.sub(c, first), more));
      inD = v128.or(inD, within8(i8x16.sub(d, first), more));
    }
    store<u32>(out, i8x16.bitmask(inA) | (i8x16.bitmask(inB) << 16));
    store<u32>(out, i8x16.bitmask(inC) | (i8x16.bitmask(inD) << 16), 4);
  }
}

/** 32 rows at a time. */
function many16(codes: usize, steps: u32, runs: u32, out: usize): void {
  const end = codes + ((<usize>steps) << 8);
  const runsEnd = RUNS + ((<usize>runs) << 3);
  for (; codes < end; codes += 64, out += 4) {
    const a = v128.load(codes);
    const b = v128.load(codes, 16);
    const c = v128.load(codes, 32);
    const d = v128.load(codes, 48);
    let inA = i8x16.splat(0);
    let inB = i8x16.splat(0);
    let inC = i8x16.splat(0);
    let inD = i8x16.splat(0);
    for (let run = RUNS; run < runsEnd; run += 8) {
      const first = v128.load16_splat(run);
      const more = v128.load16_splat(run, 4);
      inA = v128.or(inA, within16(i16x8.sub(a, first), more));
      inB = v128.or(inB, within16(i16x8.sub(b, first), more));
      inC = v128.or(inC, within16(i16x8.sub(c, first), more));
      inD = v128.or(inD, within16(i16x8.sub(d, first), more));
    }
    const low = i8x16.bitmask(i8x16.narrow_i16x8_s(inA, inB));
    const high = i8x16.bitmask(i8x16.narrow_i16x8_s(inC, inD));
    store<u32>(out, low | (high << 16));
  }
}

/** 16 rows at a time. */
function many32(codes: usize, steps: u32, runs: u32, out: usize): void {
  const end = codes + ((<usize>steps) << 9);
  const runsEnd = RUNS + ((<usize>runs) << 3);
  for (; codes < end; codes += 64, out += 2) {
    const a = v128.load(codes);
    const b = v128.load(codes, 16);
    const c = v128.load(codes, 32);
    const d = v128.load(codes, 48);
    let inA = i8x16.splat(0);
    let inB = i8x16.splat(0);
    let inC = i8x16.splat(0);
    let inD = i8x16.splat(0);
    for (let run = RUNS; run < runsEnd; run += 8) {
      const first = v128.load32_splat(run);
      const more = v128.load32_splat(run, 4);
      inA = v128.or(inA, within32(i32x4.sub(a, first), more));
      inB = v128.or(inB, within32(i32x4.sub(b, first), more));
      inC = v128.or(inC, within32(i32x4.sub(c, first), more));
      inD = v128.or(inD, within32(i32x4.sub(d, first), more));
    }
    const low = i16x8.narrow_i32x4_s(inA, inB);
    const high = i16x8.narrow_i32x4_s(inC, inD);
    store<u16>(out, <u16>i8x16.bitmask(i8x16.narrow_i16x8_s(low, high)));
  }
}

function within8(distance: v128, more: v128): v128 {
  return i8x16.eq(i8x16.min_u(distance, more), distance);
}

function within16(distance: v128, more: v128): v128 {
  return i16x8.eq(i16x8.min_u(distance, more), distance);
}

function within32(distance: v128, more: v128): v128 {
  return i32x4.eq(i32x4.min_u(distance, more), distance);
}

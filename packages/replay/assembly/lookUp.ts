import { findRuns } from './findRuns';
import { GROUPS, GROUP_STARTS, clearBeyond, padLastStep, plane } from './memory';
import { ranges16, ranges32, ranges8 } from './ranges';

/** Up to how many runs in all are compared one by one, before a look-up of every row is cheaper. */
const MOST_RUNS_8: u32 = 3;
const MOST_RUNS: u32 = 8;
/** Up to how many groups of 16 entries are looked up in a register. */
const MOST_GROUPS: u32 = 12;

/**
 * `bit k of table[code]` of every row into bitmap `k` of `planes` bitmaps. Three ways lead there:
 * comparing with the few runs of codes that have the bit, a register as a table of 16 entries, or
 * reading the table for every row.
 */
export function lookUp8(codes: usize, rows: u32, table: usize, entries: u32, planes: u32): void {
  if (countRuns(table, entries, planes, MOST_RUNS_8) <= MOST_RUNS_8) {
    for (let bit: u32 = 0; bit < planes; bit++) {
      ranges8(codes, rows, findRuns(table, entries, bit, MOST_RUNS_8), plane(bit));
    }
    return;
  }
  planes = leaveOutEmpty(table, entries, planes, rows);
  const groups = findGroups(table, entries);
  const steps = rows >> 7;
  const isShort = groups <= MOST_GROUPS;
  if (isShort) {
    swizzleSteps(codes, steps, groups, planes, 0);
  } else {
    gatherSteps8(codes, steps, table, planes, 0);
  }
  if (rows & 127) {
    const last = padLastStep(codes + ((<usize>steps) << 7), rows & 127, 0);
    if (isShort) {
      swizzleSteps(last, 1, groups, planes, (<usize>steps) << 4);
    } else {
      gatherSteps8(last, 1, table, planes, (<usize>steps) << 4);
    }
    clearAllBeyond(planes, rows);
  }
}

/** {@link lookUp8} for codes of two bytes. */
export function lookUp16(codes: usize, rows: u32, table: usize, entries: u32, planes: u32): void {
  if (countRuns(table, entries, planes, MOST_RUNS) <= MOST_RUNS) {
    for (let bit: u32 = 0; bit < planes; bit++) {
      ranges16(codes, rows, findRuns(table, entries, bit, MOST_RUNS), plane(bit));
    }
    return;
  }
  planes = leaveOutEmpty(table, entries, planes, rows);
  const steps = rows >> 7;
  gatherSteps16(codes, steps, table, planes, 0);
  if (rows & 127) {
    const last = padLastStep(codes + ((<usize>steps) << 8), rows & 127, 1);
    gatherSteps16(last, 1, table, planes, (<usize>steps) << 4);
    clearAllBeyond(planes, rows);
  }
}

/** {@link lookUp8} for codes of four bytes. */
export function lookUp32(codes: usize, rows: u32, table: usize, entries: u32, planes: u32): void {
  if (countRuns(table, entries, planes, MOST_RUNS) <= MOST_RUNS) {
    for (let bit: u32 = 0; bit < planes; bit++) {
      ranges32(codes, rows, findRuns(table, entries, bit, MOST_RUNS), plane(bit));
    }
    return;
  }
  planes = leaveOutEmpty(table, entries, planes, rows);
  const steps = rows >> 7;
  gatherSteps32(codes, steps, table, planes, 0);
  if (rows & 127) {
    const last = padLastStep(codes + ((<usize>steps) << 9), rows & 127, 2);
    gatherSteps32(last, 1, table, planes, (<usize>steps) << 4);
    clearAllBeyond(planes, rows);
  }
}

/** Runs of all bits together; more than `most` where there are more. */
function countRuns(table: usize, entries: u32, planes: u32, most: u32): u32 {
  let runs: u32 = 0;
  for (let bit: u32 = 0; bit < planes && runs <= most; bit++) {
    runs += findRuns(table, entries, bit, most - runs);
  }
  return runs;
}

/**
 * Clears the last bitmaps whose bit no entry has, and leaves them out: mostly the one of errors.
 *
 * @returns how many bitmaps remain.
 */
function leaveOutEmpty(table: usize, entries: u32, planes: u32, rows: u32): u32 {
  const bytes = ((<usize>rows + 127) >> 7) << 4;
  while (planes > 1 && findRuns(table, entries, planes - 1, 0) === 0) {
    planes--;
    memory.fill(plane(planes), 0, bytes);
  }
  return planes;
}

function clearAllBeyond(planes: u32, rows: u32): void {
  for (let bit: u32 = 0; bit < planes; bit++) {
    clearBeyond(plane(bit) + ((<usize>(rows >> 7)) << 4), rows & 127);
  }
}

/**
 * Copies the groups of 16 entries that are not all zero. Entries are at most 256. Behind the last
 * entry lies whatever follows it, which no code asks for.
 */
function findGroups(table: usize, entries: u32): u32 {
  let groups: u32 = 0;
  for (let start: u32 = 0; start < min<u32>(entries, 256); start += 16) {
    const group = v128.load(table + start);
    if (v128.any_true(group)) {
      v128.store(GROUPS + ((<usize>groups) << 4), group);
      v128.store(GROUP_STARTS + ((<usize>groups) << 4), i8x16.splat(<i8>start));
      groups++;
    }
  }
  return groups;
}

/**
 * 64 rows at a time through registers of 16 entries: an index beyond 15 gives 0, so the groups'
 * answers can be joined by "or".
 */
function swizzleSteps(codes: usize, steps: u32, groups: u32, planes: u32, offset: usize): void {
  const end = codes + ((<usize>steps) << 7);
  const groupsEnd = GROUPS + ((<usize>groups) << 4);
  for (; codes < end; codes += 64, offset += 8) {
    const a = v128.load(codes);
    const b = v128.load(codes, 16);
    const c = v128.load(codes, 32);
    const d = v128.load(codes, 48);
    let ofA = i8x16.splat(0);
    let ofB = i8x16.splat(0);
    let ofC = i8x16.splat(0);
    let ofD = i8x16.splat(0);
    for (let group = GROUPS; group < groupsEnd; group += 16) {
      const entries = v128.load(group);
      const start = v128.load(group, GROUP_STARTS - GROUPS);
      ofA = v128.or(ofA, i8x16.swizzle(entries, i8x16.sub(a, start)));
      ofB = v128.or(ofB, i8x16.swizzle(entries, i8x16.sub(b, start)));
      ofC = v128.or(ofC, i8x16.swizzle(entries, i8x16.sub(c, start)));
      ofD = v128.or(ofD, i8x16.swizzle(entries, i8x16.sub(d, start)));
    }
    const unused = 8 - planes;
    ofA = i16x8.shl(ofA, unused);
    ofB = i16x8.shl(ofB, unused);
    ofC = i16x8.shl(ofC, unused);
    ofD = i16x8.shl(ofD, unused);
    for (let bit = planes; bit > 0;) {
      const out = plane(--bit) + offset;
      store<u32>(out, i8x16.bitmask(ofA) | (i8x16.bitmask(ofB) << 16));
      store<u32>(out, i8x16.bitmask(ofC) | (i8x16.bitmask(ofD) << 16), 4);
      ofA = i8x16.add(ofA, ofA);
      ofB = i8x16.add(ofB, ofB);
      ofC = i8x16.add(ofC, ofC);
      ofD = i8x16.add(ofD, ofD);
    }
  }
}

/** 32 rows at a time, each read from the table. */
function gatherSteps8(codes: usize, steps: u32, table: usize, planes: u32, offset: usize): void {
  const end = codes + ((<usize>steps) << 7);
  for (; codes < end; codes += 32, offset += 4) {
    const low = i64x2.replace_lane(
      i64x2.splat(gather8(codes, table)),
      1,
      gather8(codes + 8, table),
    );
    const high = i64x2.replace_lane(
      i64x2.splat(gather8(codes + 16, table)),
      1,
      gather8(codes + 24, table),
    );
    storeBits(low, high, planes, offset);
  }
}

function gatherSteps16(codes: usize, steps: u32, table: usize, planes: u32, offset: usize): void {
  const end = codes + ((<usize>steps) << 8);
  for (; codes < end; codes += 64, offset += 4) {
    const low = i64x2.replace_lane(
      i64x2.splat(gather16(codes, table)),
      1,
      gather16(codes + 16, table),
    );
    const high = i64x2.replace_lane(
      i64x2.splat(gather16(codes + 32, table)),
      1,
      gather16(codes + 48, table),
    );
    storeBits(low, high, planes, offset);
  }
}

function gatherSteps32(codes: usize, steps: u32, table: usize, planes: u32, offset: usize): void {
  const end = codes + ((<usize>steps) << 9);
  for (; codes < end; codes += 128, offset += 4) {
    const low = i64x2.replace_lane(
      i64x2.splat(gather32(codes, table)),
      1,
      gather32(codes + 32, table),
    );
    const high = i64x2.replace_lane(
      i64x2.splat(gather32(codes + 64, table)),
      1,
      gather32(codes + 96, table),
    );
    storeBits(low, high, planes, offset);
  }
}

/** The entries of eight codes, the first in the lowest byte. */
function gather8(codes: usize, table: usize): i64 {
  return (
    (load<u8>(table + load<u8>(codes)) as i64) |
    ((load<u8>(table + load<u8>(codes, 1)) as i64) << 8) |
    (((load<u8>(table + load<u8>(codes, 2)) as i64) << 16) |
      ((load<u8>(table + load<u8>(codes, 3)) as i64) << 24)) |
    (((load<u8>(table + load<u8>(codes, 4)) as i64) << 32) |
      ((load<u8>(table + load<u8>(codes, 5)) as i64) << 40)) |
    (((load<u8>(table + load<u8>(codes, 6)) as i64) << 48) |
      ((load<u8>(table + load<u8>(codes, 7)) as i64) << 56))
  );
}

function gather16(codes: usize, table: usize): i64 {
  return (
    (load<u8>(table + load<u16>(codes)) as i64) |
    ((load<u8>(table + load<u16>(codes, 2)) as i64) << 8) |
    (((load<u8>(table + load<u16>(codes, 4)) as i64) << 16) |
      ((load<u8>(table + load<u16>(codes, 6)) as i64) << 24)) |
    (((load<u8>(table + load<u16>(codes, 8)) as i64) << 32) |
      ((load<u8>(table + load<u16>(codes, 10)) as i64) << 40)) |
    (((load<u8>(table + load<u16>(codes, 12)) as i64) << 48) |
      ((load<u8>(table + load<u16>(codes, 14)) as i64) << 56))
  );
}

function gather32(codes: usize, table: usize): i64 {
  return (
    (load<u8>(table + load<u32>(codes)) as i64) |
    ((load<u8>(table + load<u32>(codes, 4)) as i64) << 8) |
    (((load<u8>(table + load<u32>(codes, 8)) as i64) << 16) |
      ((load<u8>(table + load<u32>(codes, 12)) as i64) << 24)) |
    (((load<u8>(table + load<u32>(codes, 16)) as i64) << 32) |
      ((load<u8>(table + load<u32>(codes, 20)) as i64) << 40)) |
    (((load<u8>(table + load<u32>(codes, 24)) as i64) << 48) |
      ((load<u8>(table + load<u32>(codes, 28)) as i64) << 56))
  );
}

/**
 * One bit of each of 32 bytes into every bitmap: the last bitmap's bit is shifted to the top, where it
 * is taken, and each byte doubled for the next.
 */
function storeBits(low: v128, high: v128, planes: u32, offset: usize): void {
  // Shifted as words: what spills into a neighbour's low bits never comes to its top.
  low = i16x8.shl(low, 8 - planes);
  high = i16x8.shl(high, 8 - planes);
  for (let bit = planes; bit > 0;) {
    store<u32>(plane(--bit) + offset, i8x16.bitmask(low) | (i8x16.bitmask(high) << 16));
    low = i8x16.add(low, low);
    high = i8x16.add(high, high);
  }
}

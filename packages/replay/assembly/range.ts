import { RUNS } from './memory';
import { ranges16, ranges32, ranges8 } from './ranges';

/** Sets the bit of every row whose code is `first` or one of the `more` codes after it. */
export function range8(codes: usize, rows: u32, first: u32, more: u32, out: usize): void {
  one(first, more);
  ranges8(codes, rows, 1, out);
}

/** {@link range8} for codes of two bytes. */
export function range16(codes: usize, rows: u32, first: u32, more: u32, out: usize): void {
  one(first, more);
  ranges16(codes, rows, 1, out);
}

/** {@link range8} for codes of four bytes. */
export function range32(codes: usize, rows: u32, first: u32, more: u32, out: usize): void {
  one(first, more);
  ranges32(codes, rows, 1, out);
}

function one(first: u32, more: u32): void {
  store<u32>(RUNS, first);
  store<u32>(RUNS, more, 4);
}

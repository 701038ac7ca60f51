/** Rows that one step of the widest kernel takes; a bitmap is a whole number of such steps. */
export const ROWS_PER_STEP = 128;

/**
 * How many words a bitmap over so many rows has: 32 rows to a word, rounded up to whole steps of
 * {@link ROWS_PER_STEP} rows.
 */
export function bitmapWords(rows: number): number {
  return Math.ceil(rows / ROWS_PER_STEP) * (ROWS_PER_STEP / 32);
}

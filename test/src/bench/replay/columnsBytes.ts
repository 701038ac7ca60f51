import type { Columns } from '@countersign/replay';

/** Bytes of all typed arrays of some columns; the dictionaries' values come on top. */
export function columnsBytes({ parts, reviews }: Columns): number {
  const held: unknown[] = [reviews, ...parts.values()].flatMap(part => Object.values(part));
  return held.reduce<number>(
    (sum, each) => sum + (ArrayBuffer.isView(each) ? each.byteLength : 0),
    0,
  );
}

import { RUNS } from './memory';

/**
 * Finds the runs of a table's entries that have a bit set, and writes first entry and how many more
 * follow it for each. Tables over sorted dictionaries have few: a prefix or a comparison is one run.
 *
 * @returns how many there are, or one more than `most` as soon as there are more than that.
 */
export function findRuns(table: usize, entries: u32, bit: u32, most: u32): u32 {
  const mask = 1 << bit;
  const masks = i8x16.splat(<i8>mask);
  let runs: u32 = 0;
  let isInside = false;
  let first: u32 = 0;
  let entry: u32 = 0;
  while (entry < entries) {
    if (entry + 16 <= entries) {
      const sixteen = v128.and(v128.load(table + entry), masks);
      // All alike, and like what came before: nothing begins or ends here.
      if (isInside ? i8x16.all_true(sixteen) : !v128.any_true(sixteen)) {
        entry += 16;
        continue;
      }
    }
    const end = min(entry + 16, entries);
    for (; entry < end; entry++) {
      const isSet = (load<u8>(table + entry) & mask) !== 0;
      if (isSet === isInside) {
        continue;
      }
      isInside = isSet;
      if (isSet) {
        if (runs === most) {
          return most + 1;
        }
        first = entry;
        runs++;
        store<u32>(RUNS + ((<usize>runs - 1) << 3), first);
      } else {
        store<u32>(RUNS + ((<usize>runs - 1) << 3), entry - 1 - first, 4);
      }
    }
  }
  if (isInside) {
    store<u32>(RUNS + ((<usize>runs - 1) << 3), entries - 1 - first, 4);
  }
  return runs;
}

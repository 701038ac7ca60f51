/**
 * About how many steps the program of a pattern has. RE2 writes what is repeated out as often as it may
 * come, so that a few thousand characters make a program of millions of steps; this is found here
 * without writing anything out. Never too few by more than a constant factor; what is no pattern gives
 * any number.
 */
export function patternSize(pattern: string): number {
  // One entry for each group that is open: the steps in it, and those of the last thing in it.
  const groups = [{ all: 0, last: 0 }];
  for (const [piece, low, high] of pattern.matchAll(PIECES)) {
    const group = groups.at(-1)!;
    if (piece === '(') {
      groups.push({ all: 0, last: 0 });
    } else if (piece === ')' && groups.length > 1) {
      groups.pop();
      add(groups.at(-1)!, group.all + 1);
    } else if (low !== undefined) {
      const times = Math.max(Number(low), Number(high || 0));
      group.all += group.last * Math.max(times - 1, 0);
      group.last *= times;
    } else {
      // A class such as \pL is a search in a table: one step, though a large one.
      add(group, 1);
    }
  }
  return groups.reduce((sum, { all }) => sum + all, 0);
}

/** What is escaped, a class in brackets, (captured) a repetition with bounds, or any one character. */
const PIECES = /\\[^]|\[\^?\]?(?:\\[^]|[^\]\\])*\]|\{(\d+)(?:,(\d*))?\}|[^]/g;

function add(group: { all: number; last: number }, steps: number): void {
  group.all += steps;
  group.last = steps;
}

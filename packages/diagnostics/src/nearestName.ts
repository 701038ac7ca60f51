/**
 * The name that was probably meant, for "did you mean": the candidate with the fewest edits
 * (insert, delete, replace, swap of neighbours; case does not count), as long as they are at most a
 * third of the longer word.
 *
 * Costs the product of both lengths for each candidate; words over 64 letters are not compared.
 *
 * @returns `undefined` when nothing is near enough. Of equally near ones the first.
 */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Infinity;
  if (name.length > MAX_LENGTH) {
    return undefined;
  }
  for (const candidate of candidates) {
    const longer = Math.max(name.length, candidate.length);
    if (candidate === name || candidate.length > MAX_LENGTH) {
      continue;
    }
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (
      distance < bestDistance &&
      distance <= Math.max(1, Math.floor(longer / 3)) &&
      distance < longer
    ) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

const MAX_LENGTH = 64;

/** Optimal string alignment distance, three rows of the table at a time. */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        last[column]! + 1,
        current[column - 1]! + 1,
        last[column - 1]! + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        cost = Math.min(cost, beforeLast[column - 2]! + 1);
      }
      current.push(cost);
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length]!;
}

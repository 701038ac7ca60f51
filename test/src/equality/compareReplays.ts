import type { ReplayResult, ReplayRow } from '@countersign/replay';

/** Differences that are told at most: the first ones say enough. */
const TOLD = 5;

/** In what two replays of the same set differ: rows first, then sums. Empty when they are equal. */
export function compareReplays(expected: ReplayResult, actual: ReplayResult): string[] {
  if (expected.rows.length !== actual.rows.length) {
    return [`${expected.rows.length} rows were expected, ${actual.rows.length} came`];
  }
  const differences: string[] = [];
  const texts = new Map<unknown, string>();
  const others = actual.rows[Symbol.iterator]();
  for (const row of expected.rows) {
    const other = others.next().value as ReplayRow;
    const before = textOf(row, texts);
    const after = textOf(other, texts);
    if (before !== after) {
      differences.push(`row ${row.index}: expected ${before}, came ${after}`);
      if (differences.length === TOLD) {
        return differences;
      }
    }
  }
  for (const part of ['totals', 'byRule', 'reviewMinutesMedian', 'total', 'set'] as const) {
    if (sorted(expected[part]) !== sorted(actual[part])) {
      differences.push(`${part}: expected ${sorted(expected[part])}, came ${sorted(actual[part])}`);
    }
  }
  return differences;
}

/** A row as text. Answers are shared by many rows, so each is written once. */
function textOf(row: ReplayRow, texts: Map<unknown, string>): string {
  const side = (answer: unknown) => {
    let text = texts.get(answer);
    if (text === undefined) {
      text = sorted(answer);
      texts.set(answer, text);
    }
    return text;
  };
  return `${row.index} ${side(row.base)} → ${side(row.head)}${row.unknown ? ', unknown' : ''}`;
}

/** JSON with the members of every object in order: in which one they were set is nobody's business. */
function sorted(value: unknown): string {
  return (
    JSON.stringify(value, (_name, member: unknown) =>
      typeof member === 'object' && member !== null && !Array.isArray(member)
        ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
        : member,
    ) ?? 'nothing'
  );
}

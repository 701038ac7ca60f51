import type { Measurement } from './measure';

/** A time in the unit that reads best; `milliseconds` is one. */
export function formatTime(milliseconds: number): string {
  if (milliseconds >= 1_000) {
    return `${(milliseconds / 1_000).toFixed(2)} s`;
  }
  return milliseconds >= 1
    ? `${milliseconds.toFixed(2)} ms`
    : `${(milliseconds * 1_000).toFixed(2)} µs`;
}

/** One line of a table: name, median, least, spread, and the ratio to another median. */
export function formatRow(
  { name, median, min, spread }: Measurement,
  beside?: Measurement,
): string {
  const cells = [formatTime(median), formatTime(min), `${(spread * 100).toFixed(0)} %`];
  if (beside) {
    cells.push(`× ${(median / beside.median).toFixed(2)}`);
  }
  return name.padEnd(46) + cells.map(cell => cell.padStart(12)).join('');
}

/** The line above such a table. */
export function formatHead(title: string, beside?: string): string {
  const cells = ['median', 'least', 'spread', ...(beside === undefined ? [] : [beside])];
  return title.padEnd(46) + cells.map(cell => cell.padStart(12)).join('');
}

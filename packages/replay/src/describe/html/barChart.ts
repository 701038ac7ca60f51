import { htmlText } from './htmlText';

/** One bar. */
export interface Bar {
  readonly name: string;
  readonly value: number;
  /** The value as it is read. */
  readonly label: string;
}

/**
 * Bars with their names and values. Words stand in the page and only the bars are drawn, so that a
 * narrow screen shows them in full and a reader without pictures misses nothing.
 */
export function barChart(bars: readonly Bar[], colour: 'regret' | 'toil'): string {
  const most = Math.max(...bars.map(({ value }) => value));
  const rows = bars.map(({ name, value, label }) => {
    const width = most === 0 ? 0 : (100 * value) / most;
    return `<div class="name">${htmlText(name)}</div>${drawing(width, colour)}<div class="value">${htmlText(label)}</div>`;
  });
  return `<div class="bars">${rows.join('\n')}</div>`;
}

function drawing(width: number, colour: string): string {
  return (
    '<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">' +
    '<rect class="track" width="100" height="10" rx="1"/>' +
    `<rect class="${colour}" width="${width.toFixed(2)}" height="10" rx="1"/></svg>`
  );
}

import { htmlText } from './htmlText';

/** One week. */
export interface WeekColumn {
  /** Such as `2026-W19`. */
  readonly week: string;
  readonly value: number;
  /** What a pointer over the column tells. */
  readonly label: string;
}

const HEIGHT = 100;
const PITCH = 10;

/** A column for every week from the first to the last, those without anything among them. */
export function weekChart(
  title: string,
  columns: readonly WeekColumn[],
  colour: 'regret' | 'toil',
): string {
  const most = Math.max(...columns.map(({ value }) => value));
  const highest = columns.find(({ value }) => value === most)!;
  const bars = columns.map(({ value, label }, position) => {
    const height = most === 0 ? 0 : (HEIGHT * value) / most;
    const at = `x="${position * PITCH + 1}" width="${PITCH - 2}"`;
    // The whole column answers to the pointer: a small bar would be hard to hit.
    return `<g><title>${htmlText(label)}</title><rect ${at} height="${HEIGHT}" fill="transparent"/><rect class="${colour}" ${at} y="${(HEIGHT - height).toFixed(2)}" height="${height.toFixed(2)}"/></g>`;
  });
  const box = `0 0 ${columns.length * PITCH} ${HEIGHT}`;
  return [
    `<p class="legend">${htmlText(title)}: most in ${htmlText(highest.label)}</p>`,
    `<div class="weeks"><svg viewBox="${box}" preserveAspectRatio="none" role="img" aria-label="${htmlText(`${title} by week`)}">`,
    ...bars,
    '</svg></div>',
    `<div class="axis"><span>${columns[0]!.week}</span><span>${columns.at(-1)!.week}</span></div>`,
  ].join('\n');
}

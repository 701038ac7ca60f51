import { formatTime } from '../format';
import type { ReplayFigures } from './replayFigures';

const WIDTH = 720;
const HEIGHT = 420;
const LEFT = 76;
const RIGHT = 236;
const TOP = 24;
const BOTTOM = 52;

interface Line {
  readonly name: string;
  readonly colour: string;
  readonly points: readonly { readonly count: number; readonly time: number }[];
}

/** What a replay costs against the number of actions, both axes logarithmic, as SVG. */
export function drawReplayCost({ count, growth, peers }: ReplayFigures): string {
  const ours = (name: string, colour: string, part: 'first' | 'warm' | 'edit'): Line => ({
    ...{ name, colour },
    points: growth.map(each => ({ count: each.count, time: each[part] })),
  });
  const lines: Line[] = [
    ours('Countersign, new engine', '#b45309', 'first'),
    ours('Countersign, an edit', '#0f766e', 'edit'),
    ours('Countersign, again', '#1d4ed8', 'warm'),
    ...peers.map(({ name, scaled }) => ({
      ...{ name: name.replace(', row by row', ''), colour: '#6b7280' },
      points: [{ count, time: scaled }],
    })),
  ];
  const all = lines.flatMap(({ points }) => points);
  const across = axis(
    all.map(point => point.count),
    LEFT,
    WIDTH - RIGHT,
  );
  const up = axis(
    all.map(point => point.time),
    HEIGHT - BOTTOM,
    TOP,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="11" fill="#374151">`,
    '<title>What a replay costs against the number of actions</title>',
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    ...across.ticks.flatMap(tick => [
      rule(across.at(tick), TOP, across.at(tick), HEIGHT - BOTTOM),
      text(across.at(tick), HEIGHT - BOTTOM + 18, tick.toLocaleString('en'), 'middle'),
    ]),
    ...up.ticks.flatMap(tick => [
      rule(LEFT, up.at(tick), WIDTH - RIGHT, up.at(tick)),
      text(LEFT - 8, up.at(tick) + 4, formatTick(tick), 'end'),
    ]),
    text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 12, 'actions', 'middle'),
    ...lines.map(line => drawn(line, across.at, up.at)),
    ...labels(lines, up.at),
    '</svg>',
    '',
  ].join('\n');
}

/** A logarithmic axis from one power of ten to another. */
function axis(values: readonly number[], begin: number, end: number) {
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values))));
  return {
    at: (value: number) => begin + ((Math.log10(value) - low) / (high - low)) * (end - begin),
    ticks: Array.from({ length: high - low + 1 }, (_none, at) => 10 ** (low + at)),
  };
}

function drawn(
  { points, colour }: Line,
  across: (count: number) => number,
  up: (time: number) => number,
): string {
  const places = points.map(({ count, time }) => [across(count), up(time)] as const);
  const path = places.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
  const dots = places.map(
    ([x, y]) => `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="3.5" fill="${colour}"/>`,
  );
  return `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>${dots.join('')}`;
}

/** One label beside the last point of each line, pushed down where two would overlap. */
function labels(lines: readonly Line[], up: (time: number) => number): string[] {
  const sorted = lines
    .map(({ name, colour, points }) => ({ name, colour, time: points.at(-1)!.time }))
    .sort((a, b) => b.time - a.time);
  let least = 0;
  return sorted.map(({ name, colour, time }) => {
    least = Math.max(up(time) + 4, least + 14);
    const label = `${name}: ${formatTime(time)}`;
    return `<g fill="${colour}">${text(WIDTH - RIGHT + 12, least, label, 'start')}</g>`;
  });
}

function rule(x1: number, y1: number, x2: number, y2: number): string {
  const ends = [x1, y1, x2, y2].map(each => each.toFixed(1));
  return `<line x1="${ends[0]}" y1="${ends[1]}" x2="${ends[2]}" y2="${ends[3]}" stroke="#e5e7eb"/>`;
}

function text(x: number, y: number, content: string, anchor: 'start' | 'middle' | 'end'): string {
  const escaped = content.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}">${escaped}</text>`;
}

function formatTick(milliseconds: number): string {
  return milliseconds >= 1_000 ? `${milliseconds / 1_000} s` : `${milliseconds} ms`;
}

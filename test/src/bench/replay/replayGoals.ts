import type { Goal } from '../Bench';
import type { ReplayFigures } from './replayFigures';

/** Goals for a million actions; times in milliseconds. */
const MILLION = 1_000_000;
const WARM = 10;
const FIRST = 50;
const EDIT = 1;
const LOAD = 100;
const IMPORT = 3_000;

/** How many times as fast as the fastest CEL library, and as DuckDB on one thread. */
const TO_CEL = 200;
const TO_DUCKDB = 30;

/** The measured times beside their goals, which grow with the set. */
export function replayGoals({ count, ours, load, importing, peers }: ReplayFigures): Goal[] {
  const { first, warm, edit } = ours[0]!;
  const share = count / MILLION;
  const fastest = (word: string) =>
    Math.min(...peers.flatMap(({ name, scaled }) => (name.includes(word) ? [scaled] : [])));
  return [
    { name: 'replay again', measured: warm.median, goal: WARM * share },
    { name: 'replay by a new engine', measured: first.median, goal: FIRST * share },
    { name: 'an edit with parse and checks', measured: edit.median, goal: EDIT * share },
    { name: 'load from a cache file', measured: load.median, goal: LOAD * share },
    { name: 'import of JSON Lines', measured: importing.scaled, goal: IMPORT * share },
    {
      ...{ name: `${TO_CEL} times as fast as the best CEL library`, measured: warm.median },
      goal: fastest('/cel') / TO_CEL,
    },
    {
      ...{ name: `${TO_DUCKDB} times as fast as DuckDB`, measured: warm.median },
      goal: fastest('one thread') / TO_DUCKDB,
    },
  ];
}

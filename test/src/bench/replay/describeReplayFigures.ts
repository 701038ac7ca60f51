import { formatTime } from '../format';
import type { Machine } from '../describeMachine';
import type { Goal } from '../Bench';
import type { ReplayFigures } from './replayFigures';

/** What `npm run bench -- replay --json` prints in its last line. */
export interface ReplayReport {
  readonly machine: Machine;
  readonly goals: readonly (Goal & { readonly reached: boolean })[];
  readonly figures: ReplayFigures;
}

/** The tables of `docs/performance.md`, out of one run of the measurement. */
export function describeReplayFigures({ machine, goals, figures }: ReplayReport): string {
  const { count, ours, parse, load, cacheBytes, importing, memory, peers, differences } = figures;
  const actions = count.toLocaleString('en');
  const megabytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(0)} MB`;
  const [fastest] = ours;
  const { processor, cores, node, load: others } = machine;
  return [
    `One run over ${actions} actions on ${cores} cores (${processor}, Node ${node}); the load beforehand was ${others}, so the machine was ${others > 0.5 ? 'shared with other work' : 'idle'}. ${differences.length} answers differed.`,
    '',
    table(
      ['replay', ...ours.map(({ kernels }) => kernels)],
      [
        ['again, with everything kept', ...ours.map(({ warm }) => formatTime(warm.median))],
        ['by a new engine, nothing kept', ...ours.map(({ first }) => formatTime(first.median))],
        ['an edit, with parse and checks', ...ours.map(({ edit }) => formatTime(edit.median))],
        ['the very first in the process', ...ours.map(({ coldest }) => formatTime(coldest))],
      ],
    ),
    '',
    `Reading and checking the edited policy takes ${formatTime(parse.median)} of an edit. Columns are loaded from a cache file of ${megabytes(cacheBytes)} in ${formatTime(load.median)}; importing as many JSON Lines takes ${formatTime(importing.scaled)}, scaled up from ${importing.rows.toLocaleString('en')}. The columns take ${(memory.columns / count).toFixed(0)} bytes for an action; the process grew by ${megabytes(memory.processAfterColumns)} with them and by ${megabytes(memory.processAfterReplay)} with the first replay.`,
    '',
    table(
      [
        `first matching rule of ${actions} actions`,
        'median',
        'beside a replay again',
        'measured on',
      ],
      peers.map(({ name, scaled, rows }) => [
        name,
        formatTime(scaled),
        `× ${(scaled / fastest!.warm.median).toFixed(1)}`,
        `${rows.toLocaleString('en')} rows`,
      ]),
    ),
    '',
    table(
      ['goal', 'measured', 'goal', 'reached'],
      goals.map(({ name, measured, goal, reached }) => [
        name,
        ...[measured, goal].map(formatTime),
        reached ? 'yes' : 'no',
      ]),
    ),
  ].join('\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n');
}

import { ColumnReplayEngine, createRecordingSet, ScalarReplayEngine } from '@countersign/replay';
import { compareReplays } from '../../equality/compareReplays';
import type { Bench, BenchOptions, BenchResult } from '../Bench';
import { formatHead, formatRow, formatTime } from '../format';
import { measure, type Measurement } from '../measure';
import { benchEngine, createKeystroke } from './benchEngine';
import { benchFiles } from './benchFiles';
import { benchPeers } from './benchPeers';
import { buildColumns } from './buildColumns';
import { columnsBytes } from './columnsBytes';
import { policySetWith } from './policies';
import type { GrowthFigures, ReplayFigures, ScaledMeasurement } from './replayFigures';
import { replayGoals } from './replayGoals';

const COUNT = 1_000_000;
const SAMPLE = 20_000;
const IMPORTED = 10_000;
const KERNELS = ['wasm-simd', 'javascript'] as const;

/** Replays of a million actions, beside what else could decide them. */
export const replayBench: Bench = {
  title: 'Replay: a million actions warm, first, after an edit; loading, import, memory; its peers',
  async run(options: BenchOptions): Promise<BenchResult> {
    const count = options.count ?? COUNT;
    // First of all: what the process grows by is measured before anything else has grown it.
    const { set, memory } = await fillMemory(count);
    const ours = [];
    for (const kernels of KERNELS) {
      ours.push(await benchEngine(set, kernels, options));
    }
    const keystroke = createKeystroke();
    const { parse } = await measure([{ name: 'parse', run: () => keystroke() }], {
      ...options,
      roundLength: 1,
    });
    const growth = await benchGrowth(count, options);
    const { load, cacheBytes, ...files } = await benchFiles(
      set.columns,
      Math.min(count, IMPORTED),
      options,
    );
    const importing = scaled(files.importing, files.importedRows, count);
    const { peers, differences: ofPeers } = await benchPeers(count, options);
    const differences = [...ofPeers, ...(await compareEngines())];
    const [simd] = ours;
    growth.push({
      count,
      first: simd!.first.median,
      ...{ warm: simd!.warm.median, edit: simd!.edit.median },
    });
    const figures: ReplayFigures = {
      ...{ count, ours, parse, load, cacheBytes, importing, memory, peers, growth, differences },
    };
    return {
      holds: differences.length === 0,
      goals: replayGoals(figures),
      figures,
      lines: linesOf(figures),
    };
  },
};

async function fillMemory(count: number) {
  const bytes = () => {
    globalThis.gc?.();
    return process.memoryUsage().rss;
  };
  const before = bytes();
  const set = createRecordingSet({ name: 'generated', columns: buildColumns(count) });
  const afterColumns = bytes();
  const engine = new ColumnReplayEngine();
  await engine.replay({ set, head: policySetWith() });
  const afterReplay = bytes();
  const memory = {
    columns: columnsBytes(set.columns),
    processAfterColumns: afterColumns - before,
    processAfterReplay: afterReplay - before,
  };
  return { set, memory };
}

async function benchGrowth(count: number, options: BenchOptions): Promise<GrowthFigures[]> {
  const growth: GrowthFigures[] = [];
  for (const share of [100, 10]) {
    const rows = Math.ceil(count / share);
    const set = createRecordingSet({ name: 'generated', columns: buildColumns(rows) });
    const { first, warm, edit } = await benchEngine(set, 'wasm-simd', options);
    growth.push({
      ...{ count: rows, first: first.median, warm: warm.median, edit: edit.median },
    });
  }
  return growth;
}

/** In what our engines differ on a sample, with policies before and after an edit. */
async function compareEngines(): Promise<string[]> {
  const set = createRecordingSet({ name: 'sample', columns: buildColumns(SAMPLE) });
  const keystroke = createKeystroke();
  const request = { set, base: policySetWith(), head: keystroke() };
  const expected = await new ScalarReplayEngine().replay(request);
  const differences: string[] = [];
  for (const kernels of KERNELS) {
    const engine = new ColumnReplayEngine({ kernels });
    await engine.replay({ ...request, head: keystroke() });
    const found = compareReplays(expected, await engine.replay(request));
    differences.push(...found.map(each => `${kernels}: ${each}`));
  }
  return differences;
}

function scaled(measurement: Measurement, rows: number, count: number): ScaledMeasurement {
  return { ...measurement, rows, scaled: (measurement.median / rows) * count };
}

function linesOf(figures: ReplayFigures): string[] {
  const { count, ours, parse, load, importing, memory, peers, growth, differences } = figures;
  const fastest = ours[0]!;
  const actions = count.toLocaleString('en');
  const name = (text: string, measured: (typeof peers)[number]) => ({
    ...{ ...measured, name: text, median: measured.scaled },
    min: (measured.min / measured.rows) * count,
  });
  const megabytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(0)} MB`;
  return [
    formatHead(`Replay of ${actions} actions`),
    ...ours.flatMap(({ kernels, first, warm, edit }) => [
      formatRow({ ...warm, name: `${kernels}: again, bitmaps kept` }),
      formatRow({ ...first, name: `${kernels}: by a new engine` }),
      formatRow({ ...edit, name: `${kernels}: an edit, with parse and checks` }),
    ]),
    ...ours.map(
      ({ kernels, coldest }) => `${kernels}: very first in the process ${formatTime(coldest)}`,
    ),
    formatRow({ ...parse, name: '… of an edit: parse and checks' }),
    formatRow({ ...load, name: `load from a cache file of ${megabytes(figures.cacheBytes)}` }),
    formatRow(name(`import of JSON Lines (${importing.rows} scaled)`, importing)),
    '',
    `Memory: columns ${(memory.columns / count).toFixed(0)} bytes for an action, ${megabytes(memory.columns)} in all;`,
    `the process grew by ${megabytes(memory.processAfterColumns)} with them, by ${megabytes(memory.processAfterReplay)} with a replay`,
    '',
    `${formatHead('Peers: only the first matching rule')}  to again  to first`,
    ...peers.map(each =>
      [
        formatRow(name(`${each.name}${each.rows < count ? ` (${each.rows} scaled)` : ''}`, each)),
        `× ${(each.scaled / fastest.warm.median).toFixed(1)}`.padStart(10),
        `× ${(each.scaled / fastest.first.median).toFixed(1)}`.padStart(10),
      ].join(''),
    ),
    '',
    'Growth                 again         first       an edit',
    ...growth.map(({ count: rows, warm, first, edit }) =>
      [
        rows.toLocaleString('en').padStart(12),
        ...[warm, first, edit].map(time => formatTime(time).padStart(14)),
      ].join(''),
    ),
    '',
    ...differences.slice(0, 10).map(each => `NOT ALIKE: ${each}`),
    `${differences.length} answers differ from the plain evaluator's`,
  ];
}

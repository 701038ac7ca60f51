import { decisionInputOf, type Recording } from '@countersign/model';
import { decide } from '@countersign/policy';
import { measure, type MeasureOptions, type Subject } from '../measure';
import { generateActions } from './generateActions';
import { bufbuildPeer, celJsPeer } from './peers/celPeers';
import { cedarPeer } from './peers/cedarPeer';
import { duckdbPeer } from './peers/duckdbPeer';
import { firstMatch } from './peers/firstMatch';
import { flatRowOf, type FlatRow } from './peers/FlatRow';
import { policySetWith, SCOPE } from './policies';
import type { ScaledMeasurement } from './replayFigures';

/** Rows that the slow ones go through; the time is scaled up to the whole set. */
const SAMPLES = { celJs: 20_000, bufbuild: 5_000, cedar: 1_000 };

/** Rows that peers hold in memory at most. */
const MOST = 1_000_000;

export interface PeerFigures {
  readonly peers: readonly ScaledMeasurement[];
  readonly differences: readonly string[];
}

/**
 * Times others on the same actions and conditions. They only look for the first of the 25 rules that
 * holds: no level, no raises, no mandatory rules, no totals. Their facts are made ready beforehand.
 */
export async function benchPeers(
  count: number,
  { rounds = 7 }: MeasureOptions,
): Promise<PeerFigures> {
  const held = Math.min(count, MOST);
  const flat: FlatRow[] = [];
  const sample: Recording[] = [];
  const duckdb = await duckdbPeer();
  for (const recording of generateActions(held)) {
    const row = flatRowOf(recording);
    flat.push(row);
    duckdb.add(row);
    if (sample.length < SAMPLES.celJs) {
      sample.push(recording);
    }
  }
  await duckdb.finish();
  const sampled = [
    celJsPeer(sample),
    bufbuildPeer(sample.slice(0, SAMPLES.bufbuild)),
    cedarPeer(sample.slice(0, SAMPLES.cedar)),
  ];
  const answers = new Int8Array(held);
  const compiled = () => {
    for (let row = 0; row < held; row++) {
      answers[row] = firstMatch(flat[row]!);
    }
  };

  const timed: (Subject & { rows: number })[] = [
    ...sampled,
    { name: 'compiled JavaScript over rows', rows: held, run: compiled },
    { name: 'DuckDB, one thread', rows: held, run: () => duckdb.count(1) },
    { name: 'DuckDB, two threads', rows: held, run: () => duckdb.count(2) },
  ];
  const peers: ScaledMeasurement[] = [];
  for (const { rows, ...subject } of timed) {
    // One after the other: a peer that fills the processor's caches would slow down the next one.
    const { [subject.name]: measured } = await measure([subject], {
      ...{ rounds, roundLength: 1, warmUp: 0 },
    });
    peers.push({ ...measured!, rows, scaled: (measured!.median / rows) * count });
  }
  const differences = compareFirsts(sample, [
    { name: 'compiled JavaScript', firsts: answers },
    { name: 'DuckDB', firsts: await duckdb.firsts(sample.length) },
    ...(await Promise.all(
      sampled.map(async peer => ({ name: peer.name, firsts: await peer.run() })),
    )),
  ]);
  const counted = await duckdb.count(1);
  counted.forEach((rows, rule) => {
    const own = answers.reduce((sum, each) => sum + Number(each === rule), 0);
    if (own !== rows) {
      differences.push(`rule-${rule}: DuckDB counts ${rows} rows, compiled JavaScript ${own}`);
    }
  });
  duckdb.close();
  return { peers, differences };
}

/** Rows on which a peer finds another rule than the plain evaluator, where the policy covers the row. */
function compareFirsts(
  sample: readonly Recording[],
  peers: readonly { readonly name: string; readonly firsts: Int8Array }[],
): string[] {
  const policies = policySetWith();
  return sample.flatMap((recording, row) => {
    if (policies.covering(recording.resource).length === 0) {
      return [];
    }
    const { rules } = decide(policies, decisionInputOf(recording));
    const rule = rules.find(({ policy }) => policy === SCOPE)?.rule;
    const ours = rule === undefined ? -1 : Number(rule.slice('rule-'.length));
    return peers.flatMap(({ name, firsts }) =>
      row >= firsts.length || firsts[row] === ours
        ? []
        : [`${recording.id}: rule ${ours} by decide, rule ${firsts[row]} by ${name}`],
    );
  });
}

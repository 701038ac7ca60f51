import type { Conformance } from '../Conformance';
import { checkSuite, type Counts } from './checkSuite';
import { runDifferential } from './differential/runDifferential';

const COUNT = 100_000;
const SEED = 20_261_122;
const LEAST_CORE_SHARE = 0.95;

/** The specification's own suite, and random expressions beside another implementation. */
export const celConformance: Conformance = {
  title: "CEL: the specification's suite, and 100,000 random expressions beside @bufbuild/cel",
  run({ count = COUNT, seed = SEED }) {
    const suite = checkSuite();
    const differential = runDifferential(count, seed);
    const { core, all, coreShare, sections, surprises } = suite;
    const isEnough = coreShare >= LEAST_CORE_SHARE;
    return {
      holds: isEnough && surprises.length === 0 && differential.disagree.length === 0,
      figures: { suite: { core, all, coreShare, sections, surprises }, differential },
      lines: [
        'Suite of the CEL specification',
        row('', 'passed', 'refused', 'wrong', 'protobuf'),
        ...Object.entries(sections).map(([name, counts]) => countsRow(name, counts)),
        countsRow('core', core),
        countsRow('all', all),
        `${(coreShare * 100).toFixed(1)} % of core without protobuf pass; ${LEAST_CORE_SHARE * 100} % is asked for${isEnough ? '' : ': NOT REACHED'}`,
        ...surprises.map(surprise => `NOT AS LISTED: ${surprise}`),
        '',
        `Random expressions beside @bufbuild/cel, seed ${seed}`,
        `${differential.count} expressions: ${differential.agree} same value, ${differential.bothRefuse} both refuse`,
        ...Object.entries(differential.oursRefuses).map(
          ([reason, times]) => `${times} only ours refuses: ${reason}`,
        ),
        `${differential.disagree.length} disagree`,
        ...differential.disagree.map(
          ({ source, ours, peer }) => `DISAGREE: ${source}\n    ours: ${ours}\n    peer: ${peer}`,
        ),
      ],
    };
  },
};

function countsRow(name: string, { passed, refused, wrong, protobuf }: Counts): string {
  return row(name, passed, refused, wrong, protobuf);
}

function row(name: string, ...cells: readonly (string | number)[]): string {
  return name.padEnd(58) + cells.map(cell => String(cell).padStart(9)).join('');
}

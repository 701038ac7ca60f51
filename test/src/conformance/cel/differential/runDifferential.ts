import { bothAnswers, type Answers } from './bothAnswers';
import { createRandom } from './createRandom';
import { generateSample, SAMPLE_TYPES } from './generateSample';
import { refusalReason } from './refusalReason';
import { partsOf, shrink, textOf, type Sample } from './Sample';

export interface DifferentialResult {
  readonly count: number;
  readonly seed: number;
  /** The same value on both sides. */
  readonly agree: number;
  /** An error on both sides. */
  readonly bothRefuse: number;
  /** Ours gives a fault where the peer gives a value: how often, by reason. */
  readonly oursRefuses: Readonly<Record<string, number>>;
  /**
   * Another value, a value where the peer has an error, a refusal that no reason allows, or another
   * answer without direct evaluation.
   */
  readonly disagree: readonly Disagreement[];
}

export interface Disagreement {
  /** The smallest expression that shows it. */
  readonly source: string;
  readonly ours: string;
  readonly peer: string;
}

const DEPTH = 4;
const MAX_SHOWN = 20;

/**
 * Compares our evaluator with another implementation of CEL on random expressions, and with itself
 * where it evaluates nothing directly: that must not change a value, a message or a place.
 */
export function runDifferential(count: number, seed: number): DifferentialResult {
  const random = createRandom(seed);
  const oursRefuses: Record<string, number> = {};
  const disagree = new Map<string, Disagreement>();
  let agree = 0;
  let bothRefuse = 0;
  for (let index = 0; index < count; index++) {
    const sample = generateSample(random, random.pick(SAMPLE_TYPES), DEPTH);
    const answers = bothAnswers(textOf(sample));
    if (answers.indirect === undefined && answers.ours === answers.peer) {
      agree += Number(answers.ours !== undefined);
      bothRefuse += Number(answers.ours === undefined);
      continue;
    }
    const reason = reasonFor(sample, answers);
    if (reason !== undefined) {
      oursRefuses[reason] = (oursRefuses[reason] ?? 0) + 1;
    } else if (disagree.size < MAX_SHOWN) {
      const found = smallest(sample);
      disagree.set(found.source, found);
    }
  }
  return { count, seed, agree, bothRefuse, oursRefuses, disagree: [...disagree.values()] };
}

function smallest(sample: Sample): Disagreement {
  const source = textOf(shrink(sample, isDisagreement));
  const { ours, peer, fault, indirect } = bothAnswers(source);
  return {
    source,
    ours: ours ?? `${fault!.kind}: ${fault!.message}`,
    peer: indirect === undefined ? (peer ?? 'an error') : `without direct evaluation, ${indirect}`,
  };
}

function isDisagreement(sample: Sample): boolean {
  const answers = bothAnswers(textOf(sample));
  return (
    answers.indirect !== undefined ||
    (answers.ours !== answers.peer && reasonFor(sample, answers) === undefined)
  );
}

/** Of two faults in an `||` one is told; the reason may lie in the other, so the parts are asked too. */
function reasonFor(sample: Sample, answers: Answers): string | undefined {
  if (answers.indirect !== undefined || answers.ours !== undefined || answers.peer === undefined) {
    return undefined;
  }
  return (
    refusalReason(answers) ??
    partsOf(sample)
      .map(part => reasonFor(part, bothAnswers(textOf(part))))
      .find(reason => reason !== undefined)
  );
}

import { compareWithNaive } from '@countersign/policy/src/testing/naive/compareWithNaive';
import type { Conformance } from '../Conformance';

const COUNT = 100_000;
const SEED = 20_261_122;

/** Random policies and inputs, decided by the program and by a naive transcription of the design. */
export const policyConformance: Conformance = {
  title: 'Decisions: 100,000 random inputs under random policies beside a naive transcription',
  run({ count = COUNT, seed = SEED }) {
    const { disagreement, ...figures } = compareWithNaive(count, seed);
    const holds = disagreement === undefined;
    return {
      holds,
      figures: { ...figures, ...(!holds && { disagreement }) },
      lines: [
        `Random policies and inputs beside a naive transcription of the design, seed ${seed}`,
        `${figures.count} pairs decided alike${holds ? '' : ', then:'}`,
        ...Object.entries(figures.seen).map(
          ([name, times]) => `${String(times).padStart(9)} ${name}`,
        ),
        ...(holds ? [] : [disagreement]),
      ],
    };
  },
};

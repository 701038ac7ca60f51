import fc from 'fast-check';
import { policyDocumentSchema, type DecisionInput } from '@countersign/model';
import { decide } from '../../evaluate/decide';
import { parsePolicy } from '../../parse/parsePolicy';
import type { Policy } from '../../plan/Policy';
import { createPolicySet } from '../../plan/PolicySet';
import { arbitraryInput } from './arbitraryInput';
import { arbitraryPolicies, type RandomPolicy } from './arbitraryPolicies';
import { essenceOf } from './essenceOf';
import { naiveDecider } from './naiveDecide';

/** Random policies with inputs, each of which both answered. */
export interface NaiveComparison {
  /** Pairs of policies and input that were decided twice. */
  readonly count: number;
  /** How many of the pairs gave or used what is named. */
  readonly seen: Readonly<Record<string, number>>;
  /** The first pair about which they disagree, made as small as it can be. */
  readonly disagreement?: string;
}

/** Members that a decision has where a provision played a part. */
const PROVISIONS = [
  ...(['rule', 'holds', 'missingFields', 'standing', 'exceptions'] as const),
  ...(['breakGlass', 'shadow'] as const),
];
/** Inputs for each set of policies: to read the policies costs more than to decide. */
const INPUTS = 100;

/**
 * Decides random inputs under random policies, as the program does and as the naive transcription of
 * design.md does.
 *
 * @param count - Pairs of policies and input; rounded up to whole sets of policies.
 */
export function compareWithNaive(count: number, seed: number): NaiveComparison {
  const seen: Record<string, number> = {};
  let pairs = 0;
  let disagreement: string | undefined;
  const inputs = fc.array(arbitraryInput, { minLength: INPUTS, maxLength: INPUTS });
  fc.check(
    fc.property(arbitraryPolicies, inputs, (policies, asked) => {
      const both = decidersOf(policies);
      for (const input of asked) {
        const decision = both.decide(input);
        if (essenceOf(decision) !== essenceOf(both.naive(input))) {
          disagreement = describe(smallestThatDisagree(policies, input), input);
          return false;
        }
        pairs++;
        for (const name of [
          ...[decision.decision, decision.level],
          ...PROVISIONS.filter(each => decision[each] !== undefined),
          ...(decision.faults.length > 0 ? ['faults'] : []),
        ]) {
          seen[name] = (seen[name] ?? 0) + 1;
        }
      }
      return true;
    }),
    { numRuns: Math.ceil(count / INPUTS), seed, endOnFailure: true },
  );
  return { count: pairs, seen, ...(disagreement !== undefined && { disagreement }) };
}

function decidersOf(policies: readonly RandomPolicy[]) {
  const set = createPolicySet(parseAll(policies));
  return {
    decide: (input: DecisionInput) => decide(set, input),
    naive: naiveDecider(policies.map(policy => policyDocumentSchema.parse(policy))),
  };
}

/** Random policies, read from the texts that files would have. */
export function parseAll(policies: readonly RandomPolicy[]): Policy[] {
  return policies.map(document => {
    const { policy, diagnostics } = parsePolicy(JSON.stringify(document), document.metadata.name);
    if (!policy) {
      throw new Error(JSON.stringify(diagnostics.filter(({ severity }) => severity === 'error')));
    }
    return policy;
  });
}

/** Leaves out of the policies what plays no part in the disagreement: one entry of a list at a time. */
function smallestThatDisagree(
  policies: readonly RandomPolicy[],
  input: DecisionInput,
): readonly RandomPolicy[] {
  for (const candidate of withoutOne(policies)) {
    try {
      const { decide: ours, naive } = decidersOf(candidate);
      if (essenceOf(ours(input)) !== essenceOf(naive(input))) {
        return smallestThatDisagree(candidate, input);
      }
    } catch {
      // What is left does not make policies any more, as when an exception names a rule that is gone.
    }
  }
  return policies;
}

function* withoutOne(policies: readonly RandomPolicy[]): Generator<RandomPolicy[]> {
  for (const [at, policy] of policies.entries()) {
    yield policies.filter(other => other !== policy);
    for (const [member, list] of Object.entries(policy.spec)) {
      const entries: readonly unknown[] = Array.isArray(list) ? list : [];
      for (const [index] of entries.entries()) {
        const left = entries.filter((_, each) => each !== index);
        yield policies.with(at, { ...policy, spec: { ...policy.spec, [member]: left } });
      }
    }
  }
}

function describe(policies: readonly RandomPolicy[], input: DecisionInput): string {
  const both = decidersOf(policies);
  return [
    'decide and the naive transcription disagree.',
    `policies: ${JSON.stringify(policies)}`,
    `input: ${JSON.stringify(input)}`,
    `decide: ${essenceOf(both.decide(input))}`,
    `naive: ${essenceOf(both.naive(input))}`,
  ].join('\n');
}

import type { Level } from '@countersign/model';
import {
  createPolicySet,
  decide,
  parsePolicy,
  type Policy,
  type PolicySet,
} from '@countersign/policy';
import { measure, type MeasureOptions } from '../measure';
import { guardrailText, scopeText } from './documents';
import { mixedInputs, plainInputs } from './inputs';
import type { Outcome } from './Peer';
import { bufbuildPeer, celJsPeer } from './peers';
import { readyFloor, readyPeer, type ReadyPeer } from './runPeer';

const OURS = 'countersign: decide';

/** Inputs that are decided in turn, so that nothing is fast because it was just asked. */
const INPUTS = 64;
const COMPARED = 2_000;

/** Times one decision over so many rules, with peers that evaluate the same conditions beside it. */
export async function benchDecision(rules: number, options: MeasureOptions) {
  const set = createPolicySet([compiled(guardrailText()), compiled(scopeText(rules))]);
  const inputs = plainInputs(INPUTS);
  const peers = peersFor(rules, set, inputs);
  const subjects = [
    { name: OURS, operations: INPUTS, run: () => inputs.map(input => decide(set, input)) },
    ...peers.map(({ name, outcome }) => ({
      ...{ name, operations: INPUTS },
      run: () => inputs.map((_, at) => outcome(at)),
    })),
  ];
  const measurements = await measure(subjects, options);
  return {
    ours: measurements[OURS]!,
    peers: peers.map(({ name }) => measurements[name]!),
    disagreements: disagreements(rules, set),
  };
}

/** Reads a policy that must be without faults. */
export function compiled(text: string): Policy {
  const { policy, diagnostics } = parsePolicy(text, 'bench.policy.yaml');
  if (!policy) {
    throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  }
  return policy;
}

function peersFor(
  rules: number,
  set: PolicySet,
  inputs: ReturnType<typeof plainInputs>,
): ReadyPeer[] {
  const withCells = inputs.map(input => ({
    input,
    cell: decide(set, input).derivation.cell as Level,
  }));
  return [
    readyPeer(celJsPeer(), rules, withCells),
    readyPeer(bufbuildPeer(), rules, withCells),
    readyFloor(rules, withCells),
  ];
}

/** Inputs to which a peer gives another outcome than ours; none, or the figures mean nothing. */
function disagreements(rules: number, set: PolicySet): string[] {
  const inputs = mixedInputs(COMPARED);
  const peers = peersFor(rules, set, inputs);
  return inputs.flatMap((input, at) => {
    const ours = JSON.stringify(ourOutcome(set, input));
    return peers.flatMap(({ name, outcome }) => {
      const theirs = JSON.stringify(outcome(at));
      return theirs === ours ? [] : [`input ${at}: ours ${ours}, ${name} ${theirs}`];
    });
  });
}

function ourOutcome(set: PolicySet, input: ReturnType<typeof plainInputs>[number]): Outcome {
  const { level, rules, faults } = decide(set, input);
  if (faults.length > 0) {
    throw new Error(`A condition of the measurement fails: ${faults[0]!.message}`);
  }
  const at = (rule: string) => Number(rule.replace(/^.*-/, ''));
  const of = (policy: string) =>
    rules.flatMap(each => (each.policy === policy ? [at(each.rule)] : []));
  return {
    level,
    mandatory: of('organisation').sort((a, b) => a - b),
    first: of('payments')[0] ?? -1,
  };
}

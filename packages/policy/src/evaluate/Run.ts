import type { Decision, DecisionInput } from '@countersign/model';
import type { PolicyFacts } from '../facts/PolicyFacts';
import type { Conditional } from '../plan/Policy';

export type EvaluationFault = Decision['faults'][number];

/** One decision while it is being made. */
export interface Run {
  readonly input: DecisionInput;
  /** `input.at`, in milliseconds since 1970. */
  readonly at: number;
  readonly facts: PolicyFacts;
  /** Conditions that failed; each asks the fallback approver. */
  readonly faults: EvaluationFault[];
  /** Exceptions that changed what counted. */
  readonly lifted: NonNullable<Decision['exceptions']>;
  /** Told of each condition that was asked, for a trace; nobody listens in a plain decision. */
  readonly observe?: (part: Conditional, result: boolean | EvaluationFault) => void;
}

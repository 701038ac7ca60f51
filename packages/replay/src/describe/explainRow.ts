import { decisionInputOf, type Decision, type Explanation } from '@countersign/model';
import { decideWithTrace, explain, type PolicySet } from '@countersign/policy';
import type { ReplayRow, RowDecision } from '../engine/ReplayResult';
import type { ReplayDecisions } from '../group/ReplayDecisions';

/** How one side came to its answer. */
export interface ExplainedSide {
  readonly answer: RowDecision;
  /** Absent for a recorded decision, of which nothing more is known. */
  readonly decision?: Decision;
  readonly explanation?: Explanation;
  /** The policies that decided; absent for a recorded decision. */
  readonly policies?: PolicySet;
}

/** Both sides of one row. */
export interface ExplainedRow {
  readonly base?: ExplainedSide;
  readonly head: ExplainedSide;
}

/** Decides one recording again on both sides, and says how each came to its answer. */
export function explainRow(row: ReplayRow, decisions: ReplayDecisions): ExplainedRow {
  const input = decisionInputOf(decisions.recording(row));
  const side = (answer: RowDecision, policies: PolicySet | undefined): ExplainedSide => {
    if (!policies) {
      return { answer };
    }
    const { decision, trace } = decideWithTrace(policies, input);
    return { answer, decision, explanation: explain(decision, input, trace), policies };
  };
  return {
    ...(row.base && { base: side(row.base, decisions.basePolicies(row)) }),
    head: side(row.head, decisions.headPolicies()),
  };
}

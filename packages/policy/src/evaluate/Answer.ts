import { DECISIONS, type DecisionValue, type Requirement } from '@countersign/model';
import type { CompiledRule } from '../plan/Policy';
import type { PolicySet } from '../plan/PolicySet';

/** What one part of the policies answers, or the fallback. */
export interface Answer {
  readonly decision: DecisionValue;
  readonly reason: string;
  /** There exactly when the decision is `require_approval`. */
  readonly requirement: Requirement | undefined;
  readonly from: 'rule' | 'hold' | 'required_fields' | 'fallback';
  /** There exactly when the answer is from a rule. */
  readonly rule: CompiledRule | undefined;
}

/** A rule's own answer. */
export function answerOf(rule: CompiledRule): Answer {
  const { decision, reason, requirement } = rule;
  return { decision, reason, requirement, from: 'rule', rule };
}

/** A denial by something that is no rule. */
export function denied(from: 'hold' | 'required_fields', reason: string): Answer {
  return { decision: 'deny', reason, requirement: undefined, from, rule: undefined };
}

/** The fallback's own answer, which may be to deny. */
export function fallbackAnswer(set: PolicySet, reason: string): Answer {
  return set.fallback.uncovered === 'deny'
    ? { decision: 'deny', reason, requirement: undefined, from: 'fallback', rule: undefined }
    : asked(set, reason);
}

/** The fallback's approvers, added to whatever else is decided. */
export function asked(set: PolicySet, reason: string): Answer {
  const { requirement } = set.fallback;
  return { decision: 'require_approval', reason, requirement, from: 'fallback', rule: undefined };
}

/** The strictest first; then mandatory rules, holds, required fields, scope, default, fallback; then by name. */
export function compareAnswers(a: Answer, b: Answer): number {
  return (
    DECISIONS.indexOf(b.decision) - DECISIONS.indexOf(a.decision) ||
    rankOf(a) - rankOf(b) ||
    compareText(a.rule?.policy, b.rule?.policy) ||
    compareText(a.rule?.name, b.rule?.name) ||
    compareText(a.reason, b.reason)
  );
}

const RANKS = ['mandatory', 'hold', 'required_fields', 'scope', 'default', 'fallback'];

function rankOf({ from, rule }: Answer): number {
  return RANKS.indexOf(rule ? rule.kind : from);
}

function compareText(a = '', b = ''): number {
  return a < b ? -1 : Number(a > b);
}

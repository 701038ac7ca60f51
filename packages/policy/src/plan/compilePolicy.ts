import {
  durationMinutes,
  endOfLastDay,
  type Digest,
  type PolicyDocument,
} from '@countersign/model';
import type { Expression } from '../cel/Expression';
import type { Path, PolicyText } from '../parse/PolicyText';
import { compileHold } from './compileHold';
import { compileRequirement } from './compileRequirement';
import { deepFreeze } from './deepFreeze';
import type {
  CompiledBreakGlass,
  CompiledCondition,
  CompiledImpact,
  CompiledRule,
  Policy,
  RuleSpans,
} from './Policy';
import { policySpans } from './policySpans';

/** What the checks have made of a text without errors. */
export interface CheckedPolicy {
  readonly uri: string;
  readonly digest: Digest;
  readonly document: PolicyDocument;
  readonly source: PolicyText;
  /** Every condition by the path of its member, as {@link conditionKey} writes it. */
  readonly conditions: ReadonlyMap<string, Expression>;
}

/** The path of the part that a condition belongs to, as one text. */
export function conditionKey(part: Path): string {
  return part.join('.');
}

/** Turns a checked document into parts that can be asked. */
export function compilePolicy(checked: CheckedPolicy): Policy {
  const { uri, digest, document, source } = checked;
  const { metadata, spec } = document;
  const { name } = metadata;
  const guardrail = spec.layer === 'guardrail' ? spec : undefined;
  const at = (...path: PropertyKey[]) => conditionAt(checked, ['spec', ...path]);
  return {
    uri,
    name,
    digest,
    document,
    rules: spec.rules.map((rule, index): CompiledRule => ({
      policy: name,
      name: rule.name,
      part: 'rule',
      kind: spec.layer === 'scope' ? 'scope' : rule.kind!,
      decision: rule.decision,
      reason: rule.reason,
      requirement: rule.require && compileRequirement(rule.require),
      when: at('rules', index),
      ref: Object.freeze({ policy: name, rule: rule.name }),
      counted: Object.freeze({ policy: name, rule: rule.name, decision: rule.decision }),
    })),
    holds: spec.holds.map((hold, index) => ({
      policy: name,
      name: hold.name,
      part: 'hold',
      reason: hold.reason,
      when: at('holds', index),
      ...compileHold(hold, spec.windows),
    })),
    requiredFields: spec.requiredFields.map(({ name: own, fields, reason }, index) => ({
      policy: name,
      name: own,
      part: 'required_fields',
      fields,
      reason,
      when: at('requiredFields', index),
    })),
    standing: spec.standing.map(({ name: own, reason, rate, count, until }, index) => ({
      policy: name,
      name: own,
      part: 'standing',
      reason,
      rateCount: rate.count,
      rateMinutes: durationMinutes(rate.within),
      count: count ?? Infinity,
      endsAt: endOfLastDay(until),
      when: at('standing', index),
    })),
    exceptions: spec.exceptions.map(({ name: own, from, until }, index) => ({
      policy: name,
      name: own,
      part: 'exception',
      from: new Set(from),
      endsAt: endOfLastDay(until),
      when: at('exceptions', index),
    })),
    ...(guardrail?.impact && { impact: compileImpact(guardrail.impact, name, at) }),
    ...(guardrail?.fallback && {
      fallback: {
        policy: name,
        uncovered: guardrail.fallback.uncovered,
        requirement: compileRequirement(guardrail.fallback.require),
      },
    }),
    ...(guardrail?.breakGlass && {
      breakGlass: compileBreakGlass(guardrail.breakGlass, name, at('breakGlass')),
    }),
    ruleSpans: new Map(spec.rules.map((rule, index) => [rule.name, ruleSpans(source, index)])),
    spans: policySpans(source, document),
  };
}

type Guardrail = Extract<PolicyDocument['spec'], { layer: 'guardrail' }>;

function compileImpact(
  { bands, matrix, raises }: NonNullable<Guardrail['impact']>,
  policy: string,
  at: (...path: PropertyKey[]) => CompiledCondition,
): CompiledImpact {
  return {
    bands,
    matrix,
    raises: raises.map(({ name, to, by }, index) => ({
      policy,
      name,
      part: 'raise',
      ...(to !== undefined && { to }),
      ...(by !== undefined && { by }),
      when: at('impact', 'raises', index),
    })),
  };
}

function compileBreakGlass(
  { approvers, assurance, lasts, page, reviewWithin }: NonNullable<Guardrail['breakGlass']>,
  policy: string,
  when: CompiledCondition,
): CompiledBreakGlass {
  return {
    policy,
    name: 'break-glass',
    part: 'break_glass',
    when,
    offer: deepFreeze({
      policy,
      approvers,
      assurance,
      lastsMinutes: durationMinutes(lasts),
      page,
      reviewWithinMinutes: durationMinutes(reviewWithin),
    }),
  };
}

function conditionAt({ source, conditions }: CheckedPolicy, part: Path): CompiledCondition {
  const expression = conditions.get(conditionKey(part));
  const path = [...part, 'when'];
  const hasText = source.node(path) !== undefined;
  if (hasText && !expression) {
    // What has no condition always holds, so one that was left out would let things run.
    throw new TypeError(`The condition ${conditionKey(path)} was not checked.`);
  }
  return {
    expression: expression === undefined || expression.constant === true ? undefined : expression,
    span: (start, end) =>
      hasText ? source.innerSpan(path, start, end) : source.span([...part, 'name']),
  };
}

function ruleSpans(source: PolicyText, index: number): RuleSpans {
  const path = ['spec', 'rules', index];
  const when = source.node([...path, 'when']);
  return {
    rule: source.span(path),
    name: source.span([...path, 'name']),
    ...(when && { when: source.span([...path, 'when']) }),
  };
}

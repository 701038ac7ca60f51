import {
  durationMinutes,
  type Digest,
  type PolicyDocument,
  type Requirement,
  type RuleDocument,
} from '@countersign/model';
import type { Expression } from '../cel/Expression';
import { combineRequirements } from '../evaluate/combineRequirements';
import type { Path, PolicyText } from '../parse/PolicyText';
import type { CompiledCondition, CompiledRule, Policy, RuleSpans } from './Policy';

/** What the checks have made of a text without errors. */
export interface CheckedPolicy {
  readonly uri: string;
  readonly digest: Digest;
  readonly document: PolicyDocument;
  readonly source: PolicyText;
  readonly conditions: readonly Expression[];
  readonly raises: readonly Expression[];
}

/** Turns a checked document into rules that can be asked. */
export function compilePolicy(checked: CheckedPolicy): Policy {
  const { uri, digest, document, source } = checked;
  const { metadata, spec } = document;
  const { name } = metadata;
  const rules = spec.rules.map((rule, index): CompiledRule => {
    const path = ['spec', 'rules', index];
    return {
      policy: name,
      name: rule.name,
      kind: spec.layer === 'scope' ? 'scope' : rule.kind!,
      decision: rule.decision,
      reason: rule.reason,
      requirement: rule.require && requirementOf(rule.require),
      when: conditionAt(source, path, checked.conditions[index]!),
      ref: Object.freeze({ policy: name, rule: rule.name }),
      counted: Object.freeze({ policy: name, rule: rule.name, decision: rule.decision }),
    };
  });
  const impact = spec.layer === 'guardrail' ? spec.impact : undefined;
  const fallback = spec.layer === 'guardrail' ? spec.fallback : undefined;
  return {
    uri,
    name,
    digest,
    document,
    rules,
    ...(impact && {
      impact: {
        bands: impact.bands,
        matrix: impact.matrix,
        raises: impact.raises.map(({ name: raise, to, by }, index) => ({
          policy: name,
          name: raise,
          ...(to !== undefined && { to }),
          ...(by !== undefined && { by }),
          when: conditionAt(source, ['spec', 'impact', 'raises', index], checked.raises[index]!),
        })),
      },
    }),
    ...(fallback && {
      fallback: {
        policy: name,
        uncovered: fallback.uncovered,
        requirement: requirementOf(fallback.require),
      },
    }),
    ruleSpans: new Map(spec.rules.map((rule, index) => [rule.name, ruleSpans(source, index)])),
    spans: {
      name: source.span(['metadata', 'name']),
      ...(impact && { impact: source.keySpan(['spec', 'impact']) }),
      ...(fallback && { fallback: source.keySpan(['spec', 'fallback']) }),
    },
  };
}

function requirementOf(require: NonNullable<RuleDocument['require']>): Requirement {
  const { approvers, deadline, separation, reasonRequired } = require;
  const deadlineMinutes = durationMinutes(deadline);
  return deepFreeze(
    combineRequirements([{ approvers, deadlineMinutes, separation, reasonRequired }]),
  );
}

function conditionAt(source: PolicyText, rule: Path, expression: Expression): CompiledCondition {
  const path = [...rule, 'when'];
  const hasText = source.node(path) !== undefined;
  return {
    expression: expression.constant === true ? undefined : expression,
    span: (start, end) =>
      hasText ? source.innerSpan(path, start, end) : source.span([...rule, 'name']),
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

/** Decisions share a rule's requirement, so nobody may change it. */
function deepFreeze<T extends object>(value: T): T {
  Object.values(value).forEach(member => {
    if (typeof member === 'object' && member !== null) {
      deepFreeze(member);
    }
  });
  return Object.freeze(value);
}

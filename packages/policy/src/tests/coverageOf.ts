import type { Span } from '@countersign/diagnostics';
import type { ConditionKind, Conditional, Policy } from '../plan/Policy';
import { conditionsOf } from './conditionsOf';
import type { PolicyTestResult } from './runPolicyTest';

/** What the cases of some tests showed of one named condition. */
export interface ConditionCoverage {
  readonly policy: string;
  readonly uri: string;
  readonly part: ConditionKind;
  readonly name: string;
  /** The place of the condition in the policy's text; of the name where it has none. */
  readonly span: Span;
  /** Whether it always holds, so that it cannot be seen false. */
  readonly always: boolean;
  /** Number of cases in which it was evaluated to each of these. */
  readonly seen: { readonly true: number; readonly false: number; readonly fault: number };
  /** Of a rule: number of cases in which it counted, and in which it was the one that decided. */
  readonly counted: number;
  readonly decided: number;
  /** Whether any case got to it: of a rule that it counted, of anything else that it was true. */
  readonly reached: boolean;
}

/** How many of how many. */
export interface Share {
  readonly reached: number;
  readonly total: number;
}

/** What the cases of some tests reach, and what none does. */
export interface Coverage {
  /** By policy, in the order in which each policy was first loaded. */
  readonly conditions: readonly ConditionCoverage[];
  /** Rules that counted at least once. */
  readonly rules: Share;
  /** Conditions seen true and conditions seen false, two for each that can be both. */
  readonly outcomes: Share;
}

/**
 * Rule and condition coverage of some tests together. A condition behind the first match is not
 * evaluated, so it is not seen.
 */
export function coverageOf(results: readonly PolicyTestResult[]): Coverage {
  const rows = new Map<string, Row>();
  const keys = new Map<PolicyTestResult, Map<string, Row>>();
  for (const result of results) {
    const own = new Map<string, Row>();
    for (const policy of result.set.policies) {
      for (const condition of conditionsOf(policy)) {
        // Two tests may load different files with policies of one name.
        const key = `${policy.uri} ${keyOf(condition)}`;
        const row = rows.get(key) ?? new Row(policy, condition);
        rows.set(key, row);
        own.set(keyOf(condition), row);
      }
    }
    keys.set(result, own);
  }
  for (const [{ cases }, own] of keys) {
    for (const { decided } of cases) {
      if (!decided) {
        continue;
      }
      for (const { policy, name, kind, result } of decided.trace.conditions) {
        own.get(keyOf({ policy, name, part: kind }))?.see(result);
      }
      const { rule, rules } = decided.decision;
      const rowOf = (ref: { policy: string; rule: string }) =>
        own.get(keyOf({ policy: ref.policy, name: ref.rule, part: 'rule' }));
      rules.forEach(ref => rowOf(ref)?.count());
      if (rule) {
        rowOf(rule)?.decide();
      }
    }
  }
  const conditions = [...rows.values()].map(row => row.toCoverage());
  const rules = conditions.filter(({ part }) => part === 'rule');
  const sum = (of: (one: ConditionCoverage) => number) =>
    conditions.reduce((total, one) => total + of(one), 0);
  return {
    conditions,
    rules: { reached: rules.filter(({ reached }) => reached).length, total: rules.length },
    outcomes: {
      reached: sum(({ seen, always }) => Number(seen.true > 0) + Number(!always && seen.false > 0)),
      total: sum(({ always }) => (always ? 1 : 2)),
    },
  };
}

/** A share in per cent, rounded down, so that only all of it is 100; of nothing all is reached. */
export function percentOf({ reached, total }: Share): number {
  return total === 0 ? 100 : Math.floor((reached * 100) / total);
}

function keyOf({ policy, part, name }: Pick<Conditional, 'policy' | 'part' | 'name'>): string {
  return `${policy} ${part} ${name}`;
}

/** Counts what is seen of one condition. */
class Row {
  private readonly seen = { true: 0, false: 0, fault: 0 };
  private counted = 0;
  private decided = 0;

  constructor(
    private readonly policy: Policy,
    private readonly condition: Conditional,
  ) {}

  see(result: boolean | 'fault'): void {
    this.seen[String(result) as 'true' | 'false' | 'fault']++;
  }

  count(): void {
    this.counted++;
  }

  decide(): void {
    this.decided++;
  }

  toCoverage(): ConditionCoverage {
    const { part, name, policy, when } = this.condition;
    const { seen, counted, decided } = this;
    return {
      policy,
      uri: this.policy.uri,
      part,
      name,
      span: when.span(0, when.expression?.source.length ?? 0),
      always: when.expression === undefined,
      seen: { ...seen },
      counted,
      decided,
      reached: part === 'rule' ? counted > 0 : seen.true > 0,
    };
  }
}

import type { Span } from '@countersign/diagnostics';
import type {
  Approvers,
  Assurance,
  DecisionValue,
  Digest,
  ImpactRules,
  Level,
  PolicyDocument,
  RequirableField,
  Requirement,
  RuleRef,
} from '@countersign/model';
import type { Expression } from '../cel/Expression';
import type { HoldTimes } from './compileHold';

/** Which way a rule counts. */
export type RuleKind = 'mandatory' | 'scope' | 'default';

/** A condition with its place in the policy's text. */
export interface CompiledCondition {
  /** `undefined` when it always holds; then nothing is evaluated. */
  readonly expression: Expression | undefined;
  /** The place of a piece of the condition, for faults; of the rule's name when it has no text. */
  span(start: number, end: number): Span;
}

/** What a condition belongs to. */
export type ConditionKind =
  'raise' | 'hold' | 'required_fields' | 'rule' | 'standing' | 'exception' | 'break_glass';

/** A part of a policy that has a condition, by its names. */
export interface Conditional {
  readonly policy: string;
  /** No two parts of one policy have the same, apart from raises. */
  readonly name: string;
  readonly part: ConditionKind;
  readonly when: CompiledCondition;
}

/** A rule, ready to be asked. */
export interface CompiledRule extends Conditional {
  readonly part: 'rule';
  readonly kind: RuleKind;
  readonly decision: DecisionValue;
  readonly reason: string;
  /** In the normal form of `combineRequirements`; `undefined` unless the decision asks for it. */
  readonly requirement: Requirement | undefined;
  /** How decisions name it; shared by all of them and frozen. */
  readonly ref: RuleRef;
  readonly counted: RuleRef & { decision: DecisionValue };
}

/** A raise, ready to be asked. */
export interface CompiledRaise extends Conditional {
  readonly part: 'raise';
  readonly to?: Level;
  readonly by?: number;
}

/** A scheduled hold, ready to be asked. */
export interface CompiledHold extends Conditional, HoldTimes {
  readonly part: 'hold';
  readonly reason: string;
}

/** What proposals must say. */
export interface CompiledRequiredFields extends Conditional {
  readonly part: 'required_fields';
  readonly fields: readonly RequirableField[];
  readonly reason: string;
}

/** An approval given beforehand. */
export interface CompiledStanding extends Conditional {
  readonly part: 'standing';
  readonly reason: string;
  /** At most so many within the span of the rate. */
  readonly rateCount: number;
  /** Length of the rate's span, in minutes. */
  readonly rateMinutes: number;
  /** At most so many in all; infinite when nothing is said. */
  readonly count: number;
  /** Milliseconds since 1970; not included. */
  readonly endsAt: number;
}

/** What does not count for some actions, for a time. */
export interface CompiledException extends Conditional {
  readonly part: 'exception';
  readonly from: ReadonlySet<string>;
  /** Milliseconds since 1970; not included. */
  readonly endsAt: number;
}

/** How a few people may let an action run at once. */
export interface CompiledBreakGlass extends Conditional {
  readonly part: 'break_glass';
  /** In the form in which decisions offer it; frozen. */
  readonly offer: {
    readonly policy: string;
    readonly approvers: Approvers;
    readonly assurance: Assurance;
    readonly lastsMinutes: number;
    readonly page: string[];
    readonly reviewWithinMinutes: number;
  };
}

/** Matrix and raises, ready to be asked. */
export interface CompiledImpact {
  readonly bands: ImpactRules['bands'];
  readonly matrix: ImpactRules['matrix'];
  readonly raises: readonly CompiledRaise[];
}

/** What is asked of people where no rule answers. */
export interface CompiledFallback {
  readonly policy: string;
  readonly uncovered: 'require_approval' | 'deny';
  readonly requirement: Requirement;
}

/** Where a rule stands in the text. */
export interface RuleSpans {
  readonly rule: Span;
  readonly name: Span;
  readonly when?: Span;
}

/** Places of what checks across policies point at. */
export interface PolicySpans {
  readonly name: Span;
  readonly impact?: Span;
  readonly fallback?: Span;
  readonly breakGlass?: Span;
  /** Places of the roles that a guardrail defines, by name. */
  readonly roles: ReadonlyMap<string, Span>;
  /** Every selection in a requirement that names a role. */
  readonly roleUses: readonly { readonly role: string; readonly span: Span }[];
}

/** A checked and compiled policy. Immutable. */
export interface Policy {
  readonly uri: string;
  readonly name: string;
  readonly digest: Digest;
  readonly document: PolicyDocument;
  readonly rules: readonly CompiledRule[];
  readonly holds: readonly CompiledHold[];
  readonly requiredFields: readonly CompiledRequiredFields[];
  readonly standing: readonly CompiledStanding[];
  readonly exceptions: readonly CompiledException[];
  readonly impact?: CompiledImpact;
  readonly fallback?: CompiledFallback;
  readonly breakGlass?: CompiledBreakGlass;
  /** Places of the rules by name. */
  readonly ruleSpans: ReadonlyMap<string, RuleSpans>;
  readonly spans: PolicySpans;
}

import type { Span } from '@countersign/diagnostics';
import type {
  DecisionValue,
  Digest,
  ImpactRules,
  Level,
  PolicyDocument,
  Requirement,
  RuleRef,
} from '@countersign/model';
import type { Expression } from '../cel/Expression';

/** Which way a rule counts. */
export type RuleKind = 'mandatory' | 'scope' | 'default';

/** A condition with its place in the policy's text. */
export interface CompiledCondition {
  /** `undefined` when it always holds; then nothing is evaluated. */
  readonly expression: Expression | undefined;
  /** The place of a piece of the condition, for faults; of the rule's name when it has no text. */
  span(start: number, end: number): Span;
}

/** A rule, ready to be asked. */
export interface CompiledRule {
  readonly policy: string;
  readonly name: string;
  readonly kind: RuleKind;
  readonly decision: DecisionValue;
  readonly reason: string;
  /** In the normal form of `combineRequirements`; `undefined` unless the decision asks for it. */
  readonly requirement: Requirement | undefined;
  readonly when: CompiledCondition;
  /** How decisions name it; shared by all of them and frozen. */
  readonly ref: RuleRef;
  readonly counted: RuleRef & { decision: DecisionValue };
}

/** A raise, ready to be asked. */
export interface CompiledRaise {
  readonly policy: string;
  readonly name: string;
  readonly to?: Level;
  readonly by?: number;
  readonly when: CompiledCondition;
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

/** A checked and compiled policy. Immutable. */
export interface Policy {
  readonly uri: string;
  readonly name: string;
  readonly digest: Digest;
  readonly document: PolicyDocument;
  readonly rules: readonly CompiledRule[];
  readonly impact?: CompiledImpact;
  readonly fallback?: CompiledFallback;
  /** Places of the rules by name. */
  readonly ruleSpans: ReadonlyMap<string, RuleSpans>;
  /** Places of what checks across policies point at. */
  readonly spans: { readonly name: Span; readonly impact?: Span; readonly fallback?: Span };
}

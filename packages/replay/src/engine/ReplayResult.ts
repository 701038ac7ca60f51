import type { DecisionValue, Level, Requirement, RuleRef } from '@countersign/model';

/** What one side of a replay answers to one recording. */
export interface RowDecision {
  readonly decision: DecisionValue;
  readonly level: Level;
  /** The rule that decided; absent when nothing matched and the fallback answers. */
  readonly rule?: RuleRef;
  /**
   * What is asked of people, with deadline and escalation; there exactly when a policy set asks for
   * approval. Of a decision on record it is not known.
   */
  readonly requirement?: Requirement;
  /** The scheduled holds in force; when each of them ends is told by the decision itself. */
  readonly holds?: readonly HoldRef[];
}

/** A scheduled hold by its policy and its own name. */
export interface HoldRef {
  readonly policy: string;
  readonly hold: string;
}

/** The rows of a result, in the set's order. An array is one; a view makes each when it is asked for. */
export interface ReplayRows extends Iterable<ReplayRow> {
  readonly length: number;
  at(index: number): ReplayRow | undefined;
}

/** Rows about which the plain evaluator was asked one by one. */
export interface ScalarRows extends RuleRef {
  readonly rows: number;
}

/** One recording, decided on both sides. */
export interface ReplayRow {
  /** Place in the set's `recordings`. */
  readonly index: number;
  /** Absent when there is no base policy and the recording says nothing of its own time. */
  readonly base?: RowDecision;
  readonly head: RowDecision;
  /**
   * Set when the head could not be judged on what was recorded: its level is `unknown`, or one of
   * its conditions failed. Such a row is never called unchanged.
   */
  readonly unknown?: true;
}

/** Counts of rows by base decision (outer) and head decision (inner). */
export type DecisionMatrix = Record<DecisionValue, Record<DecisionValue, number>>;

/** The sums of a replay. Every number counts recordings unless it says otherwise. */
export interface ReplayTotals {
  /** Rows that have a base, by base and head decision. */
  matrix: DecisionMatrix;
  /** Rows whose head decision differs from the base's. */
  changed: number;
  /** Rows whose decision is the same on both sides, and is known to be. */
  unchanged: number;
  /** Rows whose level differs, whatever the decision. */
  levelChanged: number;
  /** The head allows what the base did not. */
  newlyAllowed: number;
  /** … of those, how many were executed. */
  newlyAllowedExecuted: number;
  /** … and of the executed ones, how many went wrong. */
  regret: number;
  /** The head asks people where the base did not, be it that the base allowed or denied. */
  newlyGated: number;
  /** The head denies what the base did not. */
  newlyDenied: number;
  /**
   * Reviews that the head asks for and the base did not: for newly gated rows all, for rows that
   * both ask about what the head asks beyond the base. The fewest that could meet the requirement.
   */
  toilReviews: number;
  /**
   * Minutes those reviews would take: the row's own mean where it has recorded reviews, else the
   * set's median, else nothing ({@link ReplayResult.reviewMinutesMedian} is then absent). Each taken
   * to the millisecond, so that the sum does not depend on the order of the rows.
   */
  toilMinutes: number;
  /** Rows that the head allows. */
  allowed: number;
  /** Rows about which the head asks people. */
  approvalsAsked: number;
  /** … of those, how many went wrong. Asking is not catching: a person may still say yes. */
  askedWentWrong: number;
  /** Rows that the head denies. */
  denied: number;
  /** … of those, how many went wrong. */
  deniedWentWrong: number;
  /** Rows whose outcome is failed or rolled back, whatever anyone decides. */
  wentWrong: number;
  /** Rows of which nobody knows what came: no outcome, or one that says `unknown`. */
  noOutcome: number;
  /** Rows that the head could not judge; see {@link ReplayRow.unknown}. */
  unknown: number;
  /** Rows that no rule of the head decided. */
  fallback: number;
}

/** What one rule does, on both sides. */
export interface RuleTotals extends RuleRef {
  /** Rows it decides in the head. */
  decided: number;
  /** Rows it decided in the base. */
  decidedBefore: number;
  /** Of the rows it decides in the head: those that the head newly allows, gates or denies. */
  newlyAllowed: number;
  /** Newly allowed, executed, and gone wrong. */
  newlyAllowedWentWrong: number;
  newlyGated: number;
  newlyDenied: number;
  /** Of the rows it decided in the base: those that the head newly allows, by whatever rule. */
  released: number;
  /** … executed, and gone wrong. */
  releasedWentWrong: number;
}

/** What a replay found. */
export interface ReplayResult {
  /** Name of the recording set. */
  readonly set: string;
  /** Recordings in it. */
  readonly total: number;
  /** One per recording, in the set's order. */
  readonly rows: ReplayRows;
  readonly totals: Readonly<ReplayTotals>;
  /** Rules that decided at least one row on either side, by policy and name. */
  readonly byRule: readonly Readonly<RuleTotals>[];
  /** What a review without a record was taken to cost, in minutes; absent when none is recorded. */
  readonly reviewMinutesMedian?: number;
  /**
   * Conditions that could not be found out for many rows at once, with how many rows were asked about;
   * the rule is empty where whole rows were decided one by one. Absent when there was none, and from
   * the plain engine, which asks about all.
   */
  readonly scalar?: readonly ScalarRows[];
}

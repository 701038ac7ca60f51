import type { RowDecision, SqlRefusal } from '@countersign/replay';
import type { PolicySet } from '@countersign/policy';

/** What the database answers to one recording. */
export interface SqlReplayRow {
  /** Id of the recording. */
  readonly id: string;
  readonly head: RowDecision;
  /** Set when the recording could not be judged, as in a `ReplayRow`. */
  readonly unknown?: true;
}

/** Decides recordings where they lie. Whatever runs it, a row's answer is that of `decide`. */
export interface SqlReplay {
  /**
   * The answers, some thousands at a time, in the order of the table or in none.
   *
   * @throws SqlRefused for policies that no SQL says exactly, before anything is asked.
   * @throws ZoneDisagreement when the database has another opinion of a time zone than we.
   */
  decide(set: PolicySet, options?: { table?: string }): AsyncIterable<readonly SqlReplayRow[]>;
}

/** Policies that were not run as SQL, with all the reasons. */
export class SqlRefused extends Error {
  constructor(readonly refused: readonly SqlRefusal[]) {
    const reasons = refused.map(({ policy, name, because }) => `${policy}/${name}: ${because}.`);
    super(`SQL does not say these policies exactly. ${reasons.join(' ')}`);
    this.name = 'SqlRefused';
  }
}

/** A row of the statement, by its columns. */
export interface AnswerRow {
  id: string;
  decision: RowDecision['decision'];
  level: RowDecision['level'];
  policy: string | null;
  rule: string | null;
  unknown: boolean;
}

export function replayRowOf(row: AnswerRow): SqlReplayRow {
  const { id, decision, level, policy, rule, unknown } = row;
  return {
    id,
    head: { decision, level, ...(policy !== null && rule !== null && { rule: { policy, rule } }) },
    ...(unknown && { unknown }),
  };
}

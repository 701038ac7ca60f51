import type { BudgetFinding } from '../budgets/checkBudgets';
import type { RecordedSpan } from '../budgets/recordedSpan';
import type { ReplayResult } from '../engine/ReplayResult';
import type { ReplayGrouping } from '../group/groupBy';
import type { HistorySpan } from '../history/replayHistory';
import type { PeopleSummary } from '../people/summarizePeople';

/** A replay with everything that is said beside it: what all of its forms are made from. */
export interface ReplayReport {
  readonly result: ReplayResult;
  /** What it was compared with, in words that follow "compared with". */
  readonly comparedWith: string;
  /** Absent for an empty set. */
  readonly span?: RecordedSpan;
  /** The groupings that were asked for. */
  readonly groupings: readonly ReplayGrouping[];
  /** How the budgets fared that were set. */
  readonly budgets: readonly BudgetFinding[];
  /** Who would have been asked; absent without a snapshot of the catalog, and then not known. */
  readonly people?: PeopleSummary;
  /** Which versions were in force when; absent when the base was not a history. */
  readonly history?: readonly HistorySpan[];
  /** Lines of the input that were no recordings. */
  readonly badLines: number;
}

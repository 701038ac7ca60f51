import type { ReplayResult, ReplayRow } from '../engine/ReplayResult';
import { groupValue, type GroupKey } from '../group/GroupKey';
import type { RecordingSet } from '../RecordingSet';
import { SELECTIONS, type Selection, type SelectionName } from './Selection';

/** Which rows are wanted: those of a number, or of a group. */
export type RowFilter =
  { readonly number: SelectionName } | { readonly key: GroupKey; readonly value: string };

/** The rows that meet all of some filters, in the set's order; found as they are asked for. */
export function* selectRows(
  result: ReplayResult,
  set: RecordingSet,
  filters: readonly RowFilter[],
): Generator<ReplayRow> {
  for (const row of result.rows) {
    const recording = set.recordings.at(row.index)!;
    const meets = (filter: RowFilter) => {
      if ('key' in filter) {
        return groupValue(filter.key, row, recording) === filter.value;
      }
      const selection: Selection = SELECTIONS[filter.number];
      return selection.matches(row, recording);
    };
    if (filters.every(meets)) {
      yield row;
    }
  }
}

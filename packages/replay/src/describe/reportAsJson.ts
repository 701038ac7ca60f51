import type { ReplayReport } from './ReplayReport';

/**
 * A report for programs. Members are added over time and keep their meaning; docs/replay.md says what
 * each is. What is not known is left out, never zero.
 */
export function reportAsJson(report: ReplayReport) {
  const { result, comparedWith, span, groupings, budgets, people, history, badLines } = report;
  const { set, total, totals, byRule, reviewMinutesMedian } = result;
  return {
    set,
    total,
    badLines,
    comparedWith,
    ...(span && { span }),
    totals,
    byRule,
    ...(reviewMinutesMedian !== undefined && { reviewMinutesMedian }),
    groupings,
    ok: budgets.every(({ ok }) => ok),
    budgets,
    ...(people && { people }),
    ...(history && { history }),
  };
}

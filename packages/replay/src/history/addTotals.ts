import { DECISIONS } from '@countersign/model';
import type { ReplayResult, RuleTotals } from '../engine/ReplayResult';
import { TotalsCounter } from '../engine/TotalsCounter';

/** The sums of several replays as if they were one: every number of a replay adds up. */
export function addTotals(
  parts: readonly Pick<ReplayResult, 'totals' | 'byRule'>[],
): Pick<ReplayResult, 'totals' | 'byRule'> {
  const { totals } = new TotalsCounter(undefined).finish();
  const rules = new Map<string, RuleTotals>();
  for (const part of parts) {
    const { matrix, ...numbers } = part.totals;
    addNumbers(totals, numbers);
    for (const base of DECISIONS) {
      for (const head of DECISIONS) {
        totals.matrix[base][head] += matrix[base][head];
      }
    }
    for (const rule of part.byRule) {
      const { policy, rule: name, ...counts } = rule;
      const key = `${policy} ${name}`;
      const known = rules.get(key);
      if (known) {
        addNumbers(known, counts);
      } else {
        rules.set(key, { ...rule });
      }
    }
  }
  const byRule = [...rules].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, rule]) => rule);
  return { totals, byRule };
}

function addNumbers<Name extends string>(
  sums: Record<NoInfer<Name>, number>,
  numbers: Readonly<Record<Name, number>>,
): void {
  for (const [name, value] of Object.entries(numbers) as [Name, number][]) {
    sums[name] += value;
  }
}

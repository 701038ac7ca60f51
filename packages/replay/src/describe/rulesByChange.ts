import type { RuleTotals } from '../engine/ReplayResult';

/** Rules with the most changes first, then those that decide the most: what one came for is on top. */
export function rulesByChange(rules: readonly Readonly<RuleTotals>[]): Readonly<RuleTotals>[] {
  const changes = ({ newlyAllowed, newlyGated, newlyDenied, decided, decidedBefore }: RuleTotals) =>
    newlyAllowed + newlyGated + newlyDenied + Math.abs(decided - decidedBefore);
  return [...rules].sort((a, b) => changes(b) - changes(a) || b.decided - a.decided);
}

import { LEVELS, type DecisionInput, type Level } from '@countersign/model';

/** The score, as its description says: 20 points for each step of the level, 19 at most for the rest. */
export function naiveScore(level: Level, { factors, resource }: DecisionInput): number {
  const { blastRadius, effects, rollbackPlan, reversibility, confidence } = factors;
  let doublings = 0;
  while (doublings < 6 && 2 ** doublings < 1 + blastRadius.size) {
    doublings++;
  }
  const sizes = Object.values(effects);
  const majors = sizes.filter(size => size === 'major').length;
  const minors = sizes.filter(size => size === 'minor').length;
  const withoutPlan = rollbackPlan === 'none' ? 3 : 0;
  const untried = rollbackPlan === 'given' ? 1 : 0;
  return (
    20 * LEVELS.indexOf(level) +
    doublings +
    (blastRadius.tier0 > 0 ? 2 : 0) +
    (blastRadius.tier1 > 0 ? 1 : 0) +
    (resource.tier === 0 ? 1 : 0) +
    Math.ceil(majors + minors / 2) +
    (reversibility === 'read_only' ? 0 : withoutPlan + untried) +
    (confidence <= 0.25 ? 2 : confidence <= 0.75 ? 1 : 0)
  );
}

import { LEVELS, type Decision, type DecisionInput, type Level } from '@countersign/model';

type Contributions = Decision['contributions'];

/**
 * The score, 0 to 99, with what it is made of. It sorts and trends and decides nothing.
 *
 * A level gives 20 points for each step (low 0, moderate 20, high 40, critical 60, unknown 80). The
 * other factors together give at most 19, so that no action ever sorts above one of a higher level:
 *
 * - size of the blast radius: one point for each doubling, 6 from 32 services on;
 * - tiers: 2 when a service of tier 0 depends on the target, 1 for tier 1, 1 when the target itself
 *   is of tier 0;
 * - effects: 1 for each major, half a point for each minor one, rounded up, at most 4;
 * - rollback plan: 3 without one, 1 with one that was never carried out; nothing for what only reads;
 * - confidence: 2 at none, 1 from three quarters down.
 */
export function scoreImpact(
  level: Level,
  input: DecisionInput,
): { score: number; contributions: Contributions } {
  const { factors, resource } = input;
  const { blastRadius, effects, reversibility } = factors;
  const sizes = Object.values(effects);
  const effectPoints = sizes.reduce(
    (sum, size) => sum + (size === 'major' ? 1 : size === 'minor' ? 0.5 : 0),
    0,
  );
  const planPoints = { none: 3, given: 1, tested: 0 }[factors.rollbackPlan];
  const contributions = [
    { factor: 'level', points: LEVELS.indexOf(level) * 20 },
    { factor: 'blast_radius', points: Math.min(6, Math.ceil(Math.log2(1 + blastRadius.size))) },
    {
      factor: 'tiers',
      points:
        (blastRadius.tier0 > 0 ? 2 : 0) +
        (blastRadius.tier1 > 0 ? 1 : 0) +
        (resource.tier === 0 ? 1 : 0),
    },
    { factor: 'effects', points: Math.min(4, Math.ceil(effectPoints)) },
    { factor: 'rollback_plan', points: reversibility === 'read_only' ? 0 : planPoints },
    { factor: 'confidence', points: Math.round(2 * (1 - factors.confidence)) },
  ].filter(({ points }) => points > 0);
  const sum = contributions.reduce((total, { points }) => total + points, 0);
  return { score: Math.min(100, sum), contributions };
}

import { EFFECTS, LEVELS, type Decision, type DecisionInput, type Level } from '@countersign/model';

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
 * - effects: 1 for each major, half a point for each minor one, rounded up;
 * - rollback plan: 3 without one, 1 with one that was never carried out; nothing for what only reads;
 * - confidence: 2 at none, 1 from three quarters down.
 */
export function scoreImpact(
  level: Level,
  input: DecisionInput,
): { score: number; contributions: Contributions } {
  const { factors, resource } = input;
  const { blastRadius, effects, reversibility } = factors;
  const contributions: Contributions = [];
  let score = 0;
  const add = (factor: string, points: number) => {
    if (points > 0) {
      contributions.push({ factor, points });
      score += points;
    }
  };
  add('level', LEVELS.indexOf(level) * 20);
  add('blast_radius', Math.min(6, Math.ceil(Math.log2(1 + blastRadius.size))));
  add(
    'tiers',
    (blastRadius.tier0 > 0 ? 2 : 0) +
      (blastRadius.tier1 > 0 ? 1 : 0) +
      (resource.tier === 0 ? 1 : 0),
  );
  add('effects', Math.ceil(EFFECTS.reduce((sum, effect) => sum + EFFECT[effects[effect]], 0)));
  add('rollback_plan', reversibility === 'read_only' ? 0 : PLAN[factors.rollbackPlan]);
  add('confidence', Math.round(2 * (1 - factors.confidence)));
  return { score, contributions };
}

const EFFECT = { none: 0, minor: 0.5, major: 1 } as const;
const PLAN = { none: 3, given: 1, tested: 0 } as const;

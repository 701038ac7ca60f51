import type { Random } from '../random/Random';
import type { ActionKind } from './ActionKind';
import type { Target } from './Target';

/**
 * Some services change all the time and some never: the n-th busiest is chosen n^-0.6 as often as the
 * busiest. Of GOV.UK's 60 applications the ten busiest make up 41 % of the deployments; of ours about as many.
 */
const EXPONENT = 0.6;

/** Chooses targets, each kind of action among those that suit it. Who is busy is drawn once, from `ranking`. */
export function createTargetChooser(targets: readonly Target[], ranking: Random) {
  const ranked = ranking.shuffled(targets);
  const suiting = new Map<ActionKind, { target: Target; weight: number }[]>();
  return (kind: ActionKind, random: Random): Target => {
    let candidates = suiting.get(kind);
    if (!candidates) {
      candidates = ranked
        .filter(target => kind.suits(target))
        .map((target, rank) => ({ target, weight: (rank + 1) ** -EXPONENT }));
      suiting.set(kind, candidates);
    }
    return random.weighted(candidates, ({ weight }) => weight).target;
  };
}

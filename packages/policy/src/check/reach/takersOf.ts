import { overlaps, Trail, type Alternatives } from './Alternatives';
import type { ReachScope } from './ReachScope';

/** A rule that is tried first. */
export interface EarlierRule {
  readonly name: string;
  readonly matches: Alternatives;
  /** When it does not match, be it by an error. */
  readonly misses: Alternatives;
}

/**
 * Names of the rules before that together take every match; none where something may be left.
 *
 * Looks for one way in which every rule before misses what this one matches. There nearly always is
 * one, and it is found in one step for each of them; that there is none takes a search, which gives
 * up after some hundred steps.
 */
export function takersOf(
  scope: ReachScope,
  matches: Alternatives,
  candidates: readonly EarlierRule[],
): readonly string[] {
  const touching = candidates.filter(({ matches: others }) =>
    others.some(other => matches.some(box => overlaps(scope, box, other))),
  );
  const single = touching.find(({ misses }) =>
    matches.every(box => misses.every(miss => !overlaps(scope, box, miss))),
  );
  if (single) {
    return [single.name];
  }
  // Those with the fewest ways to be missed first: they leave the least to try.
  const ordered = [...touching].sort((a, b) => a.misses.length - b.misses.length);
  if (touching.length < 2 || !areTaken(scope, matches, ordered)) {
    return [];
  }
  const needed = fewest(scope, matches, touching);
  return needed.map(({ name }) => name);
}

/** Whether it is certain that one of the rules matches whenever something in the boxes holds. */
function areTaken(
  scope: ReachScope,
  matches: Alternatives,
  rules: readonly EarlierRule[],
): boolean {
  let tries = MAX_TRIES;
  return matches.every(box => {
    const trail = new Trail(scope, box);
    return isTaken(0);

    function isTaken(index: number): boolean {
      const rule = rules[index];
      if (!rule || tries-- <= 0 || scope.isSpent) {
        return false;
      }
      return rule.misses.every(miss => {
        const mark = trail.mark;
        const isLeft = trail.add(miss) && !isTaken(index + 1);
        trail.undo(mark);
        return !isLeft;
      });
    }
  });
}

const MAX_TRIES = 600;

/** Leaves out the rules without which everything is taken too. */
function fewest(
  scope: ReachScope,
  matches: Alternatives,
  rules: readonly EarlierRule[],
): readonly EarlierRule[] {
  return rules.reduceRight((kept, rule) => {
    const others = kept.filter(other => other !== rule);
    return areTaken(scope, matches, others) ? others : kept;
  }, rules);
}

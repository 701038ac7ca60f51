import { REVERSIBILITIES, type Reversibility } from '@countersign/model';
import type { ActionType } from '../actionTypes/ActionType';

/** How far the action can be undone, and on whose word. */
export interface RatedReversibility {
  value: Reversibility;
  source: 'registry' | 'proposal';
}

/**
 * The worse of what the registry says and what the agent claims. A claim of better is left
 * unheard; without a registry entry a claim is all there is.
 */
export function rateReversibility(
  type: ActionType | undefined,
  claimed: Reversibility | undefined,
): RatedReversibility | undefined {
  if (claimed && (!type || rank(claimed) > rank(type.reversibility))) {
    return { value: claimed, source: 'proposal' };
  }
  return type && { value: type.reversibility, source: 'registry' };
}

function rank(reversibility: Reversibility): number {
  return REVERSIBILITIES.indexOf(reversibility);
}

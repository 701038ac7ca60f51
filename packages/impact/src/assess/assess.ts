import type { Digest, ImpactFactors, Proposal, ResourceFacts } from '@countersign/model';
import { resolveActionType } from '../actionTypes/resolveActionType';
import type { TopologyIndex } from '../topology/TopologyIndex';
import { collectEvidence } from './collectEvidence';
import { rateReversibility } from './rateReversibility';
import { rateRollbackPlan } from './rateRollbackPlan';

/** What is known about one proposal. */
export interface Assessment {
  resource: ResourceFacts;
  factors: ImpactFactors;
  /** Names the slice of the catalog that was used. */
  catalogDigest: Digest;
}

/** An action type nobody registered may touch everything: it must not slip under a condition. */
const UNKNOWN_EFFECTS: ImpactFactors['effects'] = {
  performance: 'major',
  security: 'major',
  dataAccess: 'major',
  serviceDisruption: 'major',
};

/**
 * Yields the factors of a proposal: what the registry knows of the action, what the catalog knows
 * of the target, and how far harm would walk. What the agent claims can raise them and never
 * lower them. Never throws: what is not known is written as missing.
 *
 * Costs one walk over the target's dependents; the digest is taken once per target and index.
 *
 * @param at - the instant of the decision, RFC 3339 in UTC
 * @param options - `maxHits`, 0 to 200: how many dependents to list; sizes are exact all the same
 */
export function assess(
  proposal: Proposal,
  index: TopologyIndex,
  at: string,
  options: { maxHits?: number } = {},
): Assessment {
  const { action, context } = proposal;
  const resource = index.facts(proposal.resource);
  const actionType = resolveActionType(action.name);
  const reversibility = rateReversibility(actionType, context.claims?.reversibility);
  const blastRadius = index.blastRadius(resource.ref, {
    ...options,
    // What cannot disturb its target cannot disturb what depends on it. Of an unknown type one
    // cannot say so.
    ...(actionType && !actionType.spreads && { maxDepth: 0 }),
  });
  const evidence = collectEvidence({ resource, actionType, reversibility, context, index, at });
  return {
    resource,
    factors: {
      ...(actionType && { actionType: actionType.name }),
      ...(reversibility && { reversibility: reversibility.value }),
      effects: actionType ? { ...actionType.effects } : { ...UNKNOWN_EFFECTS },
      blastRadius,
      rollbackPlan: rateRollbackPlan(context.rollbackPlan, at),
      ...evidence,
    },
    catalogDigest: index.sliceDigest(resource.ref),
  };
}

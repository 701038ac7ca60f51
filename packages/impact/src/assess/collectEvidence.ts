import type { ImpactFactors, ProposalContext, ResourceFacts } from '@countersign/model';
import type { ActionType } from '../actionTypes/ActionType';
import type { TopologyIndex } from '../topology/TopologyIndex';
import type { RatedReversibility } from './rateReversibility';

type Evidence = Pick<ImpactFactors, 'confidence' | 'missing' | 'sources'>;
type Missing = ImpactFactors['missing'][number];

/**
 * What one may still believe when a piece of evidence is missing. The numbers are ours: they rank
 * the gaps (without a target or a type nothing is known; without an owner there is nobody to ask;
 * an unconnected entity may be a true leaf or a gap in the catalog; a tier can be guessed from the
 * rest) and give policies one figure to compare.
 */
const CONFIDENCE_WITHOUT: Readonly<Record<Missing, number>> = {
  target: 0,
  action_type: 0,
  owner: 0.5,
  dependencies: 0.6,
  tier: 0.7,
};

/** What one may believe of a claim where the registry has no word to check it against. */
const CONFIDENCE_OF_A_LONE_CLAIM = 0.5;

const DAY_MS = 86_400_000;

/** How much a catalog snapshot is worth by its age: a day 1, a week 0.9, older 0.7. */
function freshness(takenAt: string, at: string): number {
  const age = Date.parse(at) - Date.parse(takenAt);
  if (age <= DAY_MS) {
    return 1;
  }
  return age <= 7 * DAY_MS ? 0.9 : 0.7;
}

/** Where each factor comes from, how old it is, how sure it is, and what was not found. */
export function collectEvidence({
  resource,
  actionType,
  reversibility,
  context,
  index,
  at,
}: {
  resource: ResourceFacts;
  actionType: ActionType | undefined;
  reversibility: RatedReversibility | undefined;
  context: ProposalContext;
  index: TopologyIndex;
  at: string;
}): Evidence {
  const missing: Missing[] = [];
  const sources: Evidence['sources'] = [];
  const fresh = freshness(index.takenAt, at);

  const fromCatalog = (factor: string, gap: Missing, found: boolean): void => {
    if (!found) {
      missing.push(gap);
    }
    const confidence = found ? fresh : round(fresh * CONFIDENCE_WITHOUT[gap]);
    sources.push({ factor, source: 'catalog', observedAt: index.takenAt, confidence });
  };
  const said = (factor: string, source: 'registry' | 'proposal', confidence: number): void => {
    sources.push({ factor, source, observedAt: at, confidence });
  };

  fromCatalog('target', 'target', resource.known);
  // Of a target that is not there, everything else is missing too; naming it again says nothing.
  if (resource.known) {
    fromCatalog('owner', 'owner', resource.owner !== undefined);
    fromCatalog('tier', 'tier', resource.tier !== undefined);
    if (actionType?.spreads !== false) {
      fromCatalog('blastRadius', 'dependencies', index.hasDependencies(resource.ref));
    }
  }
  if (actionType) {
    said('effects', 'registry', 1);
  } else {
    missing.push('action_type');
    said('effects', 'registry', CONFIDENCE_WITHOUT.action_type);
  }
  if (reversibility) {
    said('reversibility', reversibility.source, actionType ? 1 : CONFIDENCE_OF_A_LONE_CLAIM);
  }
  if (context.rollbackPlan) {
    // What is certain is that the plan was given; whether it works is what `tested` is for.
    said('rollbackPlan', 'proposal', 1);
  }
  return { confidence: Math.min(...sources.map(source => source.confidence)), missing, sources };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

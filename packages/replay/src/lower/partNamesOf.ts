import type { CodedParts } from './CodedParts';
import type { Reads } from './readsOf';

/** What the score is made of, beside the level. */
const SCORE_PARTS = [
  ...['factors.blastRadius.size', 'factors.blastRadius.tier0', 'factors.blastRadius.tier1'],
  ...['factors.effects', 'factors.reversibility', 'factors.rollbackPlan', 'factors.confidence'],
];

/**
 * The parts of the columns that an expression reads, sorted; `undefined` when it reads the parameters
 * as a whole. The resource's tier is a part of its own where the score needs no more of it.
 */
export function partNamesOf(reads: Reads, parts: CodedParts): string[] | undefined {
  if (reads.parameters === 'all') {
    return undefined;
  }
  const names = new Set(reads.parts);
  for (const parameter of reads.parameters) {
    const name = parts.parameterPart(parameter);
    if (name !== undefined) {
      names.add(name);
    }
  }
  if (reads.band) {
    names.add('factors.blastRadius.size');
  }
  if (reads.score) {
    SCORE_PARTS.forEach(name => names.add(name));
    if (!names.has('resource')) {
      parts.derived(RESOURCE_TIER, 'resource', resource =>
        resource === undefined ? undefined : (resource as { tier?: number }).tier,
      );
      names.add(RESOURCE_TIER);
    }
  }
  return [...names].sort();
}

const RESOURCE_TIER = 'resource.tier';

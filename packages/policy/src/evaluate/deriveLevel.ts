import {
  compareLevels,
  LEVELS,
  type Band,
  type Decision,
  type DecisionInput,
  type Level,
} from '@countersign/model';
import type { CompiledImpact, CompiledRaise } from '../plan/Policy';
import { evaluateCondition } from './evaluateCondition';
import type { Run } from './Run';

/** A level with the way it came about. */
export interface DerivedLevel {
  readonly level: Level;
  readonly derivation: Decision['derivation'];
}

/** The size class of a blast radius. */
export function bandOf(bands: CompiledImpact['bands'], size: number): Band {
  if (size <= bands.contained) {
    return 'contained';
  }
  if (size <= bands.local) {
    return 'local';
  }
  return size <= bands.wide ? 'wide' : 'systemic';
}

/**
 * The level: the matrix's cell, then each raise in the order of the text. Raises only ever raise, so
 * only those that changed something are listed. Where target, owner or action type are not known the
 * level is `unknown`, whatever the matrix says, and no raise can change that.
 */
export function deriveLevel(impact: CompiledImpact, run: Run): DerivedLevel {
  const { input, facts } = run;
  const { reversibility } = input.factors;
  const { band } = facts.impact;
  const raises: Decision['derivation']['raises'] = [];
  const derivation: Decision['derivation'] = { band, raises };
  if (reversibility !== undefined) {
    derivation.reversibility = reversibility;
    derivation.cell = impact.matrix[reversibility][band];
  }
  const { cell } = derivation;
  if (cell === undefined || isUnjudged(input)) {
    return { level: 'unknown', derivation };
  }
  let level: Level = cell;
  for (const raise of impact.raises) {
    if (level !== 'unknown' && evaluateCondition(raise, run)) {
      const to = raised(level, raise);
      if (to !== level) {
        raises.push({ name: raise.name, from: level, to });
        level = to;
      }
    }
  }
  return { level, derivation };
}

/** Whether {@link missingEvidence} finds anything, without a list. */
function isUnjudged({ resource, factors }: DecisionInput): boolean {
  return (
    !resource.known ||
    factors.reversibility === undefined ||
    (factors.missing.length > 0 && UNJUDGED.some(evidence => factors.missing.includes(evidence)))
  );
}

const UNJUDGED = ['target', 'owner', 'action_type'] as const;

/** What keeps an impact from being judged: each must be mended in the catalog or the registry. */
export function missingEvidence(input: DecisionInput): ('target' | 'owner' | 'action_type')[] {
  const { resource, factors } = input;
  const missing: ('target' | 'owner' | 'action_type')[] = [];
  if (!resource.known || factors.missing.includes('target')) {
    missing.push('target');
  } else if (factors.missing.includes('owner')) {
    missing.push('owner');
  }
  if (factors.missing.includes('action_type') || factors.reversibility === undefined) {
    missing.push('action_type');
  }
  return missing;
}

/** What a raise makes of a level, where it holds. */
export function raised(level: Level, { to, by }: CompiledRaise): Level {
  if (to !== undefined) {
    return compareLevels(to, level) > 0 ? to : level;
  }
  const steps = Math.min(LEVELS.indexOf(level) + by!, LEVELS.indexOf('critical'));
  return LEVELS[Math.max(steps, LEVELS.indexOf(level))]!;
}

import type { JsonObject } from '@countersign/model';
import type { Random } from '../random/Random';
import type { Target } from './Target';

/** One kind of action that an agent of the example proposes, with what it says about it. */
export interface ActionKind {
  agent: 'remediator' | 'deployer';
  /** Name in the registry of action types. */
  name: string;
  /** How often it is proposed, out of all: parts of a thousand. */
  weight: number;
  /**
   * How often it goes wrong on a service of tier 2 that nobody depends on, by day, with a plan: the
   * base that everything else multiplies. See failureProbability.
   */
  base: number;
  suits(target: Target): boolean;
  rationale(target: Target, random: Random): string;
  properties?(target: Target, random: Random): JsonObject;
  /** How it would be undone; what has none never comes with a plan. */
  wayBack?: string;
}

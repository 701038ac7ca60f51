import {
  LEVELS,
  SEPARATIONS,
  type Assurance,
  type Level,
  type Requirement,
} from '@countersign/model';
import { strongest } from '../evaluate/combineRequirements';
import type { Policy } from './Policy';

/** What every approval of an action of some level must meet, whatever rule asks for it. */
export interface LevelDemands {
  readonly separation: Requirement['separation'];
  readonly assurance: Assurance;
  readonly reasonRequired: boolean;
}

/**
 * The demands of each level: all that any of the guardrails states for it or for a level below, since
 * what is asked from a level up holds above it too. A level without demands is not in the map.
 */
export function levelDemands(guardrails: readonly Policy[]): ReadonlyMap<Level, LevelDemands> {
  const stated = guardrails.flatMap(({ document: { spec } }) =>
    spec.layer === 'guardrail' ? (Object.entries(spec.levels) as [Level, LevelDemands][]) : [],
  );
  return new Map(
    LEVELS.flatMap((level, rank): [Level, LevelDemands][] => {
      const demands = stated.flatMap(([from, each]) =>
        LEVELS.indexOf(from) <= rank ? [each] : [],
      );
      return demands.length === 0
        ? []
        : [
            [
              level,
              {
                separation: SEPARATIONS.filter(kind =>
                  demands.some(({ separation }) => separation.includes(kind)),
                ),
                assurance: strongest(demands.map(({ assurance }) => assurance)),
                reasonRequired: demands.some(({ reasonRequired }) => reasonRequired),
              },
            ],
          ];
    }),
  );
}

import type { Recording } from '@countersign/model';
import { compileWindow } from '@countersign/policy';

/**
 * One recording as peers like it best: flat, every member of one type, windows already answered.
 * Parameters of another type count as there and have no value.
 */
export interface FlatRow {
  readonly action: string;
  readonly agent: string;
  readonly owner: string | undefined;
  readonly system: string | undefined;
  readonly lifecycle: string | undefined;
  /** Between commas, and with one at each end. */
  readonly tags: string;
  readonly tier: number | undefined;
  readonly reversibility: string;
  readonly rollbackPlan: string;
  readonly confidence: number;
  readonly size: number;
  readonly tier0: number;
  readonly depth: number;
  readonly security: string;
  readonly dataAccess: string;
  readonly serviceDisruption: string;
  readonly incidents: number;
  readonly environment: string | undefined;
  readonly replicas: number | undefined;
  readonly memory: number | undefined;
  readonly percent: number | undefined;
  readonly hasPercent: boolean;
  readonly force: boolean | undefined;
  readonly byDay: boolean;
  readonly nights: boolean;
}

const WORKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;
export const BY_DAY = compileWindow({
  ...{ zone: 'Europe/London', days: [...WORKDAYS], from: '09:00', to: '17:30' },
});
export const NIGHTS = compileWindow({
  ...{ zone: 'Europe/London', days: [...WORKDAYS, 'sat', 'sun'], from: '22:00', to: '06:00' },
});

export function flatRowOf({ proposal, resource, factors, at }: Recording): FlatRow {
  const { action, subject, context } = proposal;
  const { effects, blastRadius } = factors;
  const parameters = action.properties ?? {};
  const instant = Date.parse(at);
  return {
    action: action.name,
    agent: subject.id,
    owner: resource.owner,
    system: resource.system,
    lifecycle: resource.lifecycle,
    tags: `,${resource.tags.join(',')},`,
    tier: resource.tier,
    reversibility: factors.reversibility ?? 'unknown',
    rollbackPlan: factors.rollbackPlan,
    confidence: factors.confidence,
    size: blastRadius.size,
    tier0: blastRadius.tier0,
    depth: blastRadius.depth,
    security: effects.security,
    dataAccess: effects.dataAccess,
    serviceDisruption: effects.serviceDisruption,
    incidents: context.incidents?.length ?? 0,
    environment: typed(parameters.environment, 'string'),
    replicas: typed(parameters.replicas, 'number'),
    memory: typed(parameters.memory, 'number'),
    percent: typed(parameters.percent, 'number'),
    hasPercent: parameters.percent !== undefined,
    force: typed(parameters.force, 'boolean'),
    byDay: BY_DAY.contains(instant),
    nights: NIGHTS.contains(instant),
  };
}

interface Types {
  string: string;
  number: number;
  boolean: boolean;
}

function typed<Name extends keyof Types>(value: unknown, type: Name): Types[Name] | undefined {
  return typeof value === type ? (value as Types[Name]) : undefined;
}

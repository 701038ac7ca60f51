import { wentWrong, type Recording } from '@countersign/model';
import { isStaffed, londonTime } from './londonTime';

/** The figures by which a history can be compared with GOV.UK's. Shares are 0 to 1. */
export interface Figures {
  deployments: number;
  /** Share of deployments that were rolled back or failed. */
  wentWrong: number;
  /** Those more than a day after staging, and the share of them that went wrong. */
  stale: number;
  staleWentWrong: number;
  /** Share of what went wrong that fell on the three worst days. */
  onWorstThreeDays: number;
  outOfHours: number;
  byPeople: number;
  /** Share of deployments of the ten services with the most. */
  tenBusiest: number;
  /** Shares of Monday to Sunday. */
  weekdays: number[];
}

/** One deployment, whatever log it comes from. */
export interface DeploymentFact {
  at: number;
  target: string;
  wrong: boolean;
  byPerson: boolean;
  hoursSinceStaging: number | undefined;
}

/** Counts a history's deployments. */
export function figuresOf(deployments: readonly DeploymentFact[]): Figures {
  const share = (part: readonly unknown[], whole: readonly unknown[] = deployments) =>
    whole.length === 0 ? 0 : part.length / whole.length;
  const wrong = deployments.filter(one => one.wrong);
  const stale = deployments.filter(one => (one.hoursSinceStaging ?? 0) > 24);
  const largest = (counts: Map<unknown, number>, n: number) =>
    [...counts.values()]
      .sort((a, b) => b - a)
      .slice(0, n)
      .reduce((sum, count) => sum + count, 0);
  return {
    deployments: deployments.length,
    wentWrong: share(wrong),
    stale: stale.length,
    staleWentWrong: share(
      stale.filter(one => one.wrong),
      stale,
    ),
    onWorstThreeDays:
      largest(
        count(wrong, one => Math.floor(one.at / 86_400_000)),
        3,
      ) / wrong.length,
    outOfHours: share(deployments.filter(one => !isStaffed(londonTime(one.at)))),
    byPeople: share(deployments.filter(one => one.byPerson)),
    tenBusiest:
      largest(
        count(deployments, one => one.target),
        10,
      ) / deployments.length,
    weekdays: [0, 1, 2, 3, 4, 5, 6].map(day =>
      share(deployments.filter(one => londonTime(one.at).weekday === day)),
    ),
  };
}

/** The executed deployments of recordings. */
export function deploymentFacts(recordings: readonly Recording[]): DeploymentFact[] {
  return recordings
    .filter(
      ({ proposal, executedAt }) => proposal.action.name === 'deployment.deploy' && executedAt,
    )
    .map(({ proposal, executedAt, outcome }) => {
      const hours = proposal.action.properties?.hoursSinceStaging;
      return {
        at: Date.parse(executedAt!),
        target: proposal.resource.id,
        wrong: wentWrong(outcome),
        byPerson: proposal.subject.type !== 'agent',
        hoursSinceStaging: typeof hours === 'number' ? hours : undefined,
      };
    });
}

function count<T>(items: readonly T[], key: (item: T) => unknown): Map<unknown, number> {
  const counts = new Map<unknown, number>();
  for (const item of items) {
    counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  }
  return counts;
}

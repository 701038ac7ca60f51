import type { ResourceFacts, StandingUsage } from '@countersign/model';
import { standingFor, type PolicySet } from '@countersign/policy';
import type { StoreReads } from '@countersign/store';

/** How often each standing approval was used that a decision about this resource may look at. */
export async function usageOf(
  reads: StoreReads,
  set: PolicySet,
  resource: ResourceFacts,
  at: string,
): Promise<StandingUsage[]> {
  const usage: StandingUsage[] = [];
  // One after the other: inside a transaction there is one connection.
  for (const { policy, name, rateMinutes } of standingFor(set, resource)) {
    const since = new Date(Date.parse(at) - rateMinutes * 60_000).toISOString();
    const used = await reads.standingUsage({ policy, standing: name, since });
    usage.push({ policy, standing: name, ...used });
  }
  return usage;
}

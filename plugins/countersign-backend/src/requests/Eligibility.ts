import {
  resolveApprovers,
  separated,
  type ResolvedRequirement,
  type SeparationReason,
} from '@countersign/approval';
import type { Packet, Requirement } from '@countersign/model';
import type { StoreReads } from '@countersign/store';
import type { Registry } from '../callers/Registry';
import type { CatalogSnapshots } from '../catalog/CatalogSnapshots';

/** A requirement with today's people. */
export interface EligiblePeople {
  resolved: ResolvedRequirement;
  excluded: ReadonlyMap<string, SeparationReason>;
}

/** Who may review what: the requirement, resolved through the catalog as it is now. */
export class Eligibility {
  constructor(private readonly deps: { catalog: CatalogSnapshots; registry: Registry }) {}

  async of(reads: StoreReads, packet: Packet, requirement: Requirement): Promise<EligiblePeople> {
    const { catalog, registry } = this.deps;
    const { directory } = catalog.current();
    const { subject, context } = packet.proposal;
    const agent = registry.agent(subject.id);
    const executor = context.executor ? registry.executor(context.executor) : undefined;
    const excluded = await separated(
      requirement,
      {
        onBehalfOf: context.onBehalfOf,
        agentRegisteredBy: agent?.registeredBy,
        agentOwner: agent?.owner,
        executorOwner: executor?.owner,
        policyAuthors: await policyAuthors(reads, packet, requirement),
      },
      directory,
    );
    const { resource, factors } = packet;
    return {
      resolved: await resolveApprovers(requirement, { resource, factors, excluded }, directory),
      excluded,
    };
  }

  /** The one name of the person behind a user. */
  personOf(userRef: string): Promise<string> {
    return this.deps.catalog.current().directory.personOf(userRef);
  }

  /** Whether a user belongs to a group, at any depth, or is the user named. */
  async belongsTo(userRef: string, groupRef: string | undefined): Promise<boolean> {
    const { directory } = this.deps.catalog.current();
    return groupRef !== undefined && (await directory.members(groupRef)).includes(userRef);
  }
}

/** Who wrote the versions that ask; looked up only where the requirement separates them. */
async function policyAuthors(
  reads: StoreReads,
  packet: Packet,
  requirement: Requirement,
): Promise<string[]> {
  if (!requirement.separation.includes('policy_author')) {
    return [];
  }
  const asking = new Set(
    packet.decision.rules
      .filter(rule => rule.decision === 'require_approval')
      .map(rule => rule.policy),
  );
  const refs = packet.policies.filter(ref => asking.has(ref.name));
  const histories = await Promise.all(refs.map(ref => reads.policyHistory(ref.name)));
  return histories.flatMap((history, at) =>
    history
      .filter(version => version.digest === refs[at]!.digest)
      .flatMap(version => version.publication.authors),
  );
}

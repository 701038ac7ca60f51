import {
  resolveApprovers,
  separated,
  type Parties,
  type ResolvedApprovers,
  type ResolvedRequirement,
} from '@countersign/approval';
import {
  canonicalJson,
  type CatalogSnapshot,
  type JsonValue,
  type Recording,
  type Requirement,
} from '@countersign/model';
import { SnapshotDirectory } from './SnapshotDirectory';

/** Whether the people of a snapshot could meet a requirement; `unknown` where it cannot tell. */
export type Fulfillment = 'fulfillable' | 'unfulfillable' | 'unknown';

/** Who would have been asked about one recording. */
export interface AskedPeople extends ResolvedRequirement {
  readonly fulfillment: Fulfillment;
}

/**
 * Finds who would have been asked, in a snapshot of the catalog. Many recordings ask the same people:
 * each different question is resolved once.
 *
 * A snapshot does not say who was on call, and who wrote a policy: what depends on the former is
 * `unknown`, and the latter are not taken out.
 */
export class PeopleResolver {
  private readonly directory: SnapshotDirectory;
  private readonly known = new Map<string, Promise<AskedPeople>>();

  constructor(private readonly snapshot: CatalogSnapshot) {
    this.directory = new SnapshotDirectory(snapshot);
  }

  resolve(requirement: Requirement, recording: Recording): Promise<AskedPeople> {
    const { resource, factors } = recording;
    const parties = this.partiesOf(recording);
    const { owner } = resource;
    const { owners } = factors.blastRadius;
    const key = canonicalJson({
      ...requirement,
      parties,
      owner: owner ?? null,
      owners,
    } as unknown as JsonValue);
    let found = this.known.get(key);
    if (!found) {
      found = this.ask(requirement, parties, recording);
      this.known.set(key, found);
    }
    return found;
  }

  private async ask(
    requirement: Requirement,
    parties: Parties,
    { resource, factors }: Recording,
  ): Promise<AskedPeople> {
    const excluded = await separated(requirement, parties, this.directory);
    const people = await resolveApprovers(
      requirement,
      { resource, factors, excluded },
      this.directory,
    );
    return { ...people, fulfillment: fulfillmentOf(people.approvers) };
  }

  private partiesOf({ proposal: { subject, context } }: Recording): Parties {
    const agent = this.snapshot.agents?.find(({ id }) => id === subject.id);
    const executor = this.snapshot.executors?.find(({ id }) => id === context.executor);
    return {
      ...(subject.id.startsWith('user:') && { requester: subject.id }),
      ...(context.onBehalfOf && { onBehalfOf: context.onBehalfOf }),
      ...(agent?.owner && { agentOwner: agent.owner }),
      ...(agent?.registeredBy && { agentRegisteredBy: agent.registeredBy }),
      ...(executor?.owner && { executorOwner: executor.owner }),
    };
  }
}

/** Of joined selections the worst tells, of alternatives the best. */
function fulfillmentOf(approvers: ResolvedApprovers): Fulfillment {
  const first = (order: readonly Fulfillment[], parts: readonly ResolvedApprovers[]) => {
    const found = parts.map(fulfillmentOf);
    return order.find(each => found.includes(each))!;
  };
  if ('all' in approvers) {
    return first(['unfulfillable', 'unknown', 'fulfillable'], approvers.all);
  }
  if ('any' in approvers) {
    return first(['fulfillable', 'unknown', 'unfulfillable'], approvers.any);
  }
  if (approvers.nobody === 'no_on_call_source') {
    return 'unknown';
  }
  return approvers.eligible.length >= approvers.count ? 'fulfillable' : 'unfulfillable';
}

import {
  canonicalJson,
  type ApproverCount,
  type Approvers,
  type EscalationStep,
  type ImpactFactors,
  type JsonValue,
  type Requirement,
  type ResourceFacts,
} from '@countersign/model';
import type { Directory } from './Directory';
import { joinFulfillment } from './fulfillment';
import { countsOf, partsOf } from './partsOf';
import {
  leavesOf,
  placePeople,
  sortedSet,
  type People,
  type SelectedRefs,
  type SelectorLookup,
} from './placePeople';
import type { ResolvedPeople, ResolvedRequirement, SeparationReason } from './ResolvedRequirement';
import { peopleOf } from './separated';

/** What the selectors of a requirement are resolved against. */
export interface ApproverSources {
  resource: Pick<ResourceFacts, 'ref' | 'owner'>;
  factors: { blastRadius: Pick<ImpactFactors['blastRadius'], 'owners'> };
  /** Who does not count; see `separated`. */
  excluded: ReadonlyMap<string, SeparationReason>;
}

/**
 * Turns a requirement into the people who can meet it today: `owners(resource)`,
 * `owners(blastRadius)`, `oncall(resource)`, roles and named groups and users, nested groups walked,
 * aliases of one person made one, those who do not count taken out with the reason. The people of its
 * escalation steps are resolved with it, by the same separation. A step that stands in for no part of
 * the requirement changes nothing and is left out.
 *
 * Asks the directory once for each group, whatever the number of selections that name it.
 */
export async function resolveApprovers(
  requirement: Pick<Requirement, 'approvers' | 'escalation'>,
  sources: ApproverSources,
  directory: Directory,
): Promise<ResolvedRequirement> {
  const parts = partsOf<ApproverCount>(requirement.approvers).map(keyOf);
  const steps = (requirement.escalation ?? [])
    .map(step => ({ step, instead: positionsOf(step, parts) }))
    .filter(({ instead }) => instead.length > 0);

  const counts = [requirement.approvers, ...steps.map(({ step }) => step.to)].flatMap(countsOf);
  const onCall = counts.some(({ from }) => from === 'oncall(resource)')
    ? await directory.onCall(sources.resource.ref)
    : undefined;
  const refsOf = (selector: ApproverCount) => selectRefs(selector, sources, onCall);
  const refs = sortedSet(counts.flatMap(selector => refsOf(selector).refs));
  const groups = new Map(
    await Promise.all(refs.map(async ref => [ref, await readPeople(ref, directory)] as const)),
  );

  const lookup: SelectorLookup = { refsOf, peopleOf: ref => groups.get(ref)! };
  const resolve = (approvers: Approvers) => summarize(approvers, lookup, sources.excluded);
  return {
    ...resolve(requirement.approvers),
    ...(steps.length > 0 && {
      escalation: steps.map(({ step, instead }) => ({
        ...resolve(step.to),
        afterMinutes: step.afterMinutes,
        instead,
      })),
    }),
  };
}

/** Which parts of a requirement a step stands in for. */
function positionsOf(step: EscalationStep, parts: readonly string[]): number[] {
  const instead = new Set(partsOf<ApproverCount>(step.instead).map(keyOf));
  return parts.flatMap((part, position) => (instead.has(part) ? [position] : []));
}

function keyOf(part: Approvers): string {
  return canonicalJson(part as unknown as JsonValue);
}

function selectRefs(
  { from, refs }: ApproverCount,
  { resource, factors }: ApproverSources,
  onCall: readonly string[] | undefined,
): SelectedRefs {
  switch (from) {
    case 'owners(resource)':
      return resource.owner === undefined
        ? { refs: [], nobody: 'no_owner' }
        : { refs: [resource.owner] };
    case 'owners(blastRadius)':
      return factors.blastRadius.owners.length === 0
        ? { refs: [], nobody: 'no_owner_of_hits' }
        : { refs: factors.blastRadius.owners };
    case 'oncall(resource)':
      return onCall && onCall.length > 0
        ? { refs: onCall }
        : { refs: [], nobody: onCall ? 'nobody_on_call' : 'no_on_call_source' };
    default:
      if (!from.startsWith('role:')) {
        return { refs: [from] };
      }
      return refs && refs.length > 0 ? { refs } : { refs: [], nobody: 'role_not_bound' };
  }
}

async function readPeople(ref: string, directory: Directory): Promise<People> {
  const exists = await directory.exists(ref);
  return { exists, people: exists ? await peopleOf(ref, directory) : [] };
}

function summarize(
  approvers: Approvers,
  lookup: SelectorLookup,
  excluded: ReadonlyMap<string, SeparationReason>,
): ResolvedPeople {
  const placed = placePeople(approvers, lookup, excluded);
  const leaves = leavesOf(placed);
  const because = joinFulfillment(placed);
  return {
    approvers: placed,
    eligible: sortedSet(leaves.flatMap(leaf => leaf.eligible)),
    missing: sortedSet(leaves.flatMap(leaf => leaf.missing)),
    fulfillable: because.length === 0,
    because,
  };
}

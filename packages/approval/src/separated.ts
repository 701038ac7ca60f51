import type { Requirement } from '@countersign/model';
import type { Directory } from './Directory';
import type { SeparationReason } from './ResolvedRequirement';

/** Everyone who has a part in a proposal, by reference. What does not apply is absent. */
export interface Parties {
  /** The person or group that asks, where a person does; an agent is no person and needs no entry. */
  requester?: string;
  /** The person on whose behalf the agent acts. */
  onBehalfOf?: string;
  /** Whoever registered or last changed the agent. */
  agentRegisteredBy?: string;
  /** The group or person that owns the agent. */
  agentOwner?: string;
  /** The group or person that owns the executor. */
  executorOwner?: string;
  /** Who wrote the deciding policy version. */
  policyAuthors?: readonly string[];
}

/**
 * Who does not count as a reviewer, and why: at any level the requester, the person it acts for and
 * whoever registered the agent; beside them what the requirement separates. A person with several
 * reasons keeps the first, in that order.
 *
 * @returns canonical person to reason
 */
export async function separated(
  requirement: Pick<Requirement, 'separation'>,
  parties: Parties,
  directory: Directory,
): Promise<Map<string, SeparationReason>> {
  const asked = new Set(requirement.separation);
  const { requester, onBehalfOf, agentRegisteredBy, agentOwner, executorOwner } = parties;
  /* prettier-ignore */
  const table: readonly [SeparationReason, applies: boolean, refs: readonly (string | undefined)[]][] = [
    // reason             applies                         whom
    ['requester',         true,                           [requester]],
    ['on_behalf_of',      true,                           [onBehalfOf]],
    ['registered_agent',  true,                           [agentRegisteredBy]],
    ['agent_owner',       asked.has('agent_owners'),      [agentOwner]],
    ['executor_owner',    asked.has('executor_owners'),   [executorOwner]],
    ['policy_author',     asked.has('policy_author'),     parties.policyAuthors ?? []],
  ];

  const reasons = new Map<string, SeparationReason>();
  for (const [reason, applies, refs] of table) {
    for (const ref of applies ? refs : []) {
      for (const person of ref === undefined ? [] : await peopleOf(ref, directory)) {
        if (!reasons.has(person)) {
          reasons.set(person, reason);
        }
      }
    }
  }
  return reasons;
}

/** What a reviewer who does not count is told. */
export const SEPARATION_SENTENCES: Readonly<Record<SeparationReason, string>> = {
  requester: 'You asked for this action, so somebody else must review it.',
  on_behalf_of: 'The agent acts on your behalf, so somebody else must review it.',
  registered_agent: 'You registered this agent, so somebody else must review what it asks.',
  agent_owner: 'Your group owns this agent, and the policy wants somebody from outside it.',
  executor_owner: 'Your group owns the executor, and the policy wants somebody from outside it.',
  policy_author: 'You wrote the policy that asks for this review, so somebody else must give it.',
};

/**
 * The people behind a group or user reference, by their canonical names, sorted. A user that the
 * catalog does not know is still that person: separation must not fail open because of a gap.
 */
export async function peopleOf(ref: string, directory: Directory): Promise<string[]> {
  const members = await directory.members(ref);
  const users = members.length === 0 && ref.startsWith('user:') ? [ref] : members;
  const people = await Promise.all(users.map(user => directory.personOf(user)));
  return [...new Set(people)].sort();
}

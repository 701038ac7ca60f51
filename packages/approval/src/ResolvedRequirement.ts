/** Why a person who could be asked does not count. The first four hold at any level. */
export type SeparationReason =
  | 'requester'
  | 'on_behalf_of'
  | 'registered_agent'
  | 'agent_owner'
  | 'executor_owner'
  | 'policy_author';

/** A person who does not count, and why. */
export interface ExcludedPerson {
  person: string;
  reason: SeparationReason;
}

/** Why a selection stands for no group and no user at all. */
export type NobodyReason =
  'no_owner' | 'no_owner_of_hits' | 'no_on_call_source' | 'nobody_on_call' | 'role_not_bound';

/** One selection of the requirement with the people it comes to today. */
export interface ResolvedLeaf {
  /** The selector as the policy wrote it, such as `owners(resource)`. */
  from: string;
  /** How many of them must approve. */
  count: number;
  /** The groups and users that the selector stands for today, sorted. */
  refs: string[];
  /** Why `refs` is empty; absent when it is not. */
  nobody?: NobodyReason;
  /** Those of `refs` that the catalog does not have, sorted. */
  missing: string[];
  /** People who may vote here, by their canonical name, sorted. */
  eligible: string[];
  /** People who belong to the selection and do not count, sorted by name. */
  excluded: ExcludedPerson[];
}

/** Selections joined as in the policy. */
export type ResolvedApprovers =
  ResolvedLeaf | { all: ResolvedApprovers[] } | { any: ResolvedApprovers[] };

/** Selections with what can be said of all of them together. */
export interface ResolvedPeople {
  approvers: ResolvedApprovers;
  /** Everyone who may vote in at least one selection, sorted. */
  eligible: string[];
  /** Groups and users that the policy or the catalog names and the catalog does not have. */
  missing: string[];
  /** Whether the people there are could meet every count today. */
  fulfillable: boolean;
  /** What is in the way, one sentence each, when it is not fulfillable. */
  because: string[];
}

/** People who may answer later, in the place of some of those who were asked first. */
export interface ResolvedStep extends ResolvedPeople {
  /** Minutes after the request opened. */
  afterMinutes: number;
  /** The parts of the requirement that it stands in for: positions in `partsOf` its approvers. */
  instead: number[];
}

/**
 * A requirement with its people: computed when a request opens, and stored with it. What stands
 * directly in it speaks of those who are asked first; each step of the escalation for itself.
 */
export interface ResolvedRequirement extends ResolvedPeople {
  /** Who will be asked when, in the policy's order; absent when nothing escalates. */
  escalation?: ResolvedStep[];
}

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

/** One selection of the requirement with the people it comes to today. */
export interface ResolvedLeaf {
  /** The selector as the policy wrote it, such as `owners(resource)`. */
  from: string;
  /** How many of them must approve. */
  count: number;
  /** The groups and users that the selector stands for today, sorted. */
  refs: string[];
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

/** A requirement with its people: computed when a request opens, and stored with it. */
export interface ResolvedRequirement {
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

/** An agent that may ask. */
export interface AgentRegistration {
  /** `subject.id` of its questions. */
  id: string;
  /** Subject of its external access token, exactly as Backstage gives it: a static token's `subject`, or `external:…` of a JWKS. */
  principal: string;
  title?: string;
  /** Group or user that answers for it: a full entity reference. */
  owner: string;
  /** The person who registered it or last changed it; never counts as a reviewer of what it asks. */
  registeredBy?: string;
}

/** A program that runs what was permitted. */
export interface ExecutorRegistration {
  /** `context.countersign.executor` of questions, and the audience of grants. */
  id: string;
  /** Subject of its external access token; an agent that runs its own actions has one for both. */
  principal: string;
  title?: string;
  /** Which parameters pin an action, such as `exec`. */
  profile: string;
  /** Group or user that answers for it: a full entity reference. */
  owner: string;
}

import type { BackstageCredentials } from '@backstage/backend-plugin-api';

/** A person who is signed in, by themselves: no service acts in their name. */
export interface PersonCaller {
  kind: 'person';
  /** Full user reference in lower case. */
  ref: string;
  credentials: BackstageCredentials;
}

/** A program with an external access token that is registered here. */
export interface ProgramCaller {
  kind: 'program';
  /** Subject of its token. */
  principal: string;
  credentials: BackstageCredentials;
}

/** Whoever sent a request. */
export type Caller = PersonCaller | ProgramCaller;

/** The caller's name where one is kept: idempotency keys, who submitted. */
export function callerName(caller: Caller): string {
  return caller.kind === 'person' ? caller.ref : caller.principal;
}

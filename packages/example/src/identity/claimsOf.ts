import type { AccountClaims } from 'oidc-provider';
import type { Person } from '../organisation/Person';

/** The name under which a person is known to the provider: that of the catalog's User. */
export function subjectOf(person: Person): string {
  return person.ref.slice(person.ref.indexOf('/') + 1);
}

/**
 * What the provider says of a person. `email_verified` matters: Backstage takes an e-mail address
 * for the profile only from a provider that vouches for it, and finds the catalog's User by it.
 */
export function claimsOf(person: Person): AccountClaims {
  return {
    sub: subjectOf(person),
    name: person.name,
    preferred_username: subjectOf(person),
    email: person.email,
    email_verified: true,
    groups: person.groups,
  };
}

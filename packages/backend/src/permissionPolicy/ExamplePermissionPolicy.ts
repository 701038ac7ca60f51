import { AuthorizeResult, type PolicyDecision } from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';

/**
 * Whoever has signed in may look around. What only a few may do is not decided here: who reviews a
 * request follows from the catalog, and the Countersign backend enforces it itself.
 */
export class ExamplePermissionPolicy implements PermissionPolicy {
  async handle(_request: PolicyQuery, user?: PolicyQueryUser): Promise<PolicyDecision> {
    return { result: user ? AuthorizeResult.ALLOW : AuthorizeResult.DENY };
  }
}

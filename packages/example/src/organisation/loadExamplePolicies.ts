import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  createPolicySet,
  parsePolicy,
  type ParsedPolicy,
  type PolicySet,
} from '@countersign/policy';
import { EXAMPLE_DIRECTORY } from './exampleDirectory';

/** Where the shipped policies lie; a portal seeds its version store from there. */
export const EXAMPLE_POLICIES_DIRECTORY = path.join(EXAMPLE_DIRECTORY, 'policies');

/** The shipped policies, read and checked one by one, in the order of their file names. */
export function parseExamplePolicies(): ParsedPolicy[] {
  return readdirSync(EXAMPLE_POLICIES_DIRECTORY)
    .filter(file => file.endsWith('.policy.yaml'))
    .sort()
    .map(file =>
      parsePolicy(readFileSync(path.join(EXAMPLE_POLICIES_DIRECTORY, file), 'utf8'), file),
    );
}

/**
 * The shipped policies as one set that decides.
 *
 * @throws PolicySetFault when they do not fit together
 */
export function loadExamplePolicies(): PolicySet {
  return createPolicySet(
    parseExamplePolicies().map(({ uri, policy }) => {
      if (!policy) {
        throw new Error(`${uri} has a fault; \`countersign policy check\` says where`);
      }
      return policy;
    }),
  );
}

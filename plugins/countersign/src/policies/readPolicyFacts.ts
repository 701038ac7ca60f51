import type { PolicyInForce } from '@countersign/client';
import { parsePolicy } from '@countersign/policy';

/** What a policy's text says of itself. */
export interface PolicyFacts {
  /** Absent when the text has faults. */
  owner?: string;
  description?: string;
  reviewBy?: string;
  /** Each rule with its line, 1 for the first. */
  rules: { name: string; line: number }[];
}

const cache = new WeakMap<PolicyInForce, PolicyFacts>();

/** Reads the text with the language's own parser; once for each version that was fetched. */
export function readPolicyFacts(version: PolicyInForce): PolicyFacts {
  let facts = cache.get(version);
  if (!facts) {
    const { policy, outline } = parsePolicy(version.text, version.uri);
    const { owner, description, reviewBy } = policy?.document.metadata ?? {};
    facts = {
      owner,
      description,
      reviewBy,
      rules: outline.rules.map(rule => ({
        name: rule.name,
        line: version.text.slice(0, rule.nameSpan.start).split('\n').length,
      })),
    };
    cache.set(version, facts);
  }
  return facts;
}

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createPolicySet, parsePolicy, type PolicySet } from '@countersign/policy';

const examples = resolve(__dirname, '../../../../examples/govuk');

/** The rows of the table: when to ask, in one expression, and what comes of it. */
export const familyTable = readFileSync(join(examples, 'README.md'), 'utf8')
  .split('\n')
  .flatMap(line => {
    const cells = /^\| `([^`]+)` +\| (.+?) +\| (.+?) +\| +(.+?) \|$/.exec(line);
    return cells ? [{ when: cells[1]!, asked: cells[2]!, found: cells[3]!, each: cells[4]! }] : [];
  });

/**
 * Asks where the expression holds, and nowhere else. Its names are parameters of the action; a deployment
 * of which one was not recorded is not asked about.
 */
export function policiesOf(when: string): PolicySet {
  const names = [...new Set(when.match(/[a-z]\w*[A-Z]\w*/g) ?? [])];
  const condition = [
    ...names.map(name => `has(action.properties.${name})`),
    `(${when.replace(/[a-z]\w*[A-Z]\w*/g, name => `action.properties.${name}`)})`,
  ].join(' && ');
  const scope = `apiVersion: countersign.dev/v1
kind: Policy
metadata: { name: govuk-deployments, owner: group:default/govuk }
spec:
  layer: scope
  covers: [{ owner: group:default/govuk }]
  rules:
    - name: ask
      when: ${JSON.stringify(condition)}
      decision: require_approval
      reason: The table asks here.
      require: { approvers: { from: owners(resource) }, deadline: 4h }
    - { name: rest, decision: allow, reason: The table does not ask here. }
`;
  const guardrail = readFileSync(join(examples, 'policies/guardrail.policy.yaml'), 'utf8');
  return createPolicySet([scope, guardrail].map(text => parsePolicy(text, 'x').policy!));
}

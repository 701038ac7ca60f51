import type { Approvers } from '@countersign/model';
import { decide } from '../evaluate/decide';
import { parsePolicy } from '../parse/parsePolicy';
import { createPolicySet } from '../plan/PolicySet';
import { example, GUARDRAIL, SCOPE } from '../testing/examples';
import { describeApprovers, describeMinutes } from './describeApprovers';
import { explain } from './explain';

const set = createPolicySet([GUARDRAIL, SCOPE].map(text => parsePolicy(text, 'test').policy!));
const explained = (change: Parameters<typeof example>[0]) => {
  const input = example(change);
  return explain(decide(set, input), input);
};

it('says what is allowed', () => {
  expect(explained(() => undefined)).toEqual({
    summary:
      'remediator may run deployment.restart on Checkout now, without asking anyone. Rule "restarts" of payments says so for this action of moderate impact: Payments lets agents restart its services.',
    steps: [
      { kind: 'matrix', label: 'Matrix', text: 'reversible × local is moderate.' },
      {
        kind: 'level',
        label: 'Level',
        text: 'The level is moderate, the score 27 (level 20 + blast radius 2 + tiers 1 + effects 1 + rollback plan 3).',
      },
      {
        kind: 'rule',
        label: 'Rule',
        text: '"restarts" of payments answers allow.',
        part: { policy: 'payments', rule: 'restarts' },
      },
      { kind: 'reason', label: 'Reason', text: 'Payments lets agents restart its services.' },
    ],
  });
});

it('says who must approve, and by when', () => {
  const { summary, steps } = explained(input => {
    input.proposal.action = { name: 'deployment.scale', properties: { replicas: 5 } };
    input.factors.reversibility = 'irreversible';
    input.factors.blastRadius.size = 50;
  });
  expect(summary).toBe(
    'remediator may run deployment.scale on Checkout only after approval by 2 of group platform and 1 owner of the target, within 1 hour. Rule "critical-needs-two" of organisation says so for this action of critical impact: A critical action needs two people of the platform team.',
  );
  expect(steps.at(-1)).toEqual({
    kind: 'approval',
    label: 'Approval',
    text: '2 of group platform and 1 owner of the target, within 1 hour; agent owners do not count; an approval needs a reason too.',
  });
});

it('says what is denied', () => {
  expect(explained(input => (input.proposal.action.name = 'database.drop')).summary).toBe(
    'remediator may not run database.drop on Checkout, and nobody can be asked to allow it. Rule "never-drop-data" of organisation says so for this action of moderate impact: Databases are dropped by people.',
  );
});

it('says what failed', () => {
  const { summary, steps } = explained(input => {
    input.proposal.action = { name: 'deployment.scale' };
  });
  expect(summary).toContain(
    'No rule decided this action of moderate impact, so the fallback did: ',
  );
  expect(steps).toContainEqual({
    kind: 'fault',
    label: 'Fault',
    text: '"scaling" of payments: There is no "replicas" here.',
    part: { policy: 'payments', rule: 'scaling' },
  });
});

it('says what to mend when something is not known', () => {
  const { steps } = explained(input => (input.resource.known = false));
  expect(steps.map(({ text }) => text).join('\n')).toContain(
    'The impact cannot be judged: the catalog has no entity for "component:default/checkout"; register it, or give its entity this alias.',
  );
});

it('speaks without an input', () => {
  expect(explain(decide(set, example())).summary).toMatch(/^The agent may run this action now/);
});

it.each<[Approvers, string]>([
  [{ from: 'owners(resource)', count: 2 }, '2 owners of the target'],
  [{ from: 'owners(blastRadius)', count: 1 }, '1 of the owners of what it would hit'],
  [{ from: 'user:default/ann', count: 1 }, 'ann'],
  [{ from: 'group:ops/sre', count: 1 }, '1 of group ops/sre'],
  [
    {
      any: [
        { from: 'group:default/a', count: 1 },
        {
          all: [
            { from: 'group:default/b', count: 1 },
            { from: 'group:default/c', count: 1 },
          ],
        },
      ],
    },
    '1 of group a or (1 of group b and 1 of group c)',
  ],
])('%j: %s', (approvers, words) => {
  expect(describeApprovers(approvers)).toBe(words);
});

it.each([
  [30, '30 minutes'],
  [90, '90 minutes'],
  [60, '1 hour'],
  [2880, '2 days'],
])('%i minutes: %s', (minutes, words) => {
  expect(describeMinutes(minutes)).toBe(words);
});

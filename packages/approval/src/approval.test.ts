import type { Approvers, EscalationStep } from '@countersign/model';
import { resolveApprovers, type ApproverSources } from './resolveApprovers';
import { separated } from './separated';
import { tally } from './tally';
import { MemoryDirectory } from './testing/MemoryDirectory';

const user = (name: string) => `user:default/${name}`;
const group = (name: string) => `group:default/${name}`;

const directory = new MemoryDirectory(
  {
    [group('payments')]: [user('ada'), user('ben'), group('cards')],
    [group('cards')]: [user('cat'), user('ada.l'), group('payments')],
    [group('sre')]: [user('dan'), user('ada')],
    [group('empty')]: [],
  },
  { [user('ada.l')]: user('ada') },
  { 'component:default/checkout': [user('ada.l'), group('sre')] },
);

const sources = (more: Partial<ApproverSources> = {}): ApproverSources => ({
  resource: { ref: 'component:default/checkout', owner: group('payments') },
  factors: { blastRadius: { owners: [group('sre'), group('cards')] } },
  excluded: new Map(),
  ...more,
});
const resolve = (approvers: Approvers, more?: Partial<ApproverSources>) =>
  resolveApprovers({ approvers }, sources(more), directory);

describe('resolveApprovers', () => {
  it('walks nested groups, even in a circle, and makes aliases one person', async () => {
    const resolved = await resolve({ from: 'owners(resource)', count: 3 });
    expect(resolved).toMatchObject({
      eligible: [user('ada'), user('ben'), user('cat')],
      fulfillable: true,
      because: [],
      missing: [],
    });
  });

  it('joins the owners of everything that would be hit', async () => {
    const resolved = await resolve({ from: 'owners(blastRadius)', count: 1 });
    expect(resolved.approvers).toMatchObject({ refs: [group('cards'), group('sre')] });
    expect(resolved.eligible).toEqual([user('ada'), user('ben'), user('cat'), user('dan')]);
  });

  it('asks who is on call, by one name each', async () => {
    const resolved = await resolve(
      { from: 'oncall(resource)', count: 1 },
      { excluded: new Map([[user('dan'), 'registered_agent']]) },
    );
    expect(resolved.eligible).toEqual([user('ada')]);
  });

  it('takes the groups and users that the guardrail names for a role', async () => {
    const refs = [group('cards'), user('eve')];
    const resolved = await resolve({ from: 'role:commander', count: 4, refs });
    expect(resolved.approvers).toMatchObject({ from: 'role:commander', refs });
    expect(resolved.eligible).toEqual(['ada', 'ben', 'cat', 'eve'].map(user));
  });

  it('asks for a group once, however many selections name it', async () => {
    const counting = new MemoryDirectory({ [group('payments')]: [user('ada')] });
    const leaf = { from: group('payments'), count: 1 };
    await resolveApprovers(
      { approvers: { all: [leaf, { any: [leaf, leaf] }] } },
      sources(),
      counting,
    );
    expect(counting.asked).toEqual([group('payments')]);
  });

  it('keeps who does not count, with the reason', async () => {
    const resolved = await resolve(
      { from: group('sre'), count: 1 },
      { excluded: new Map([[user('dan'), 'registered_agent']]) },
    );
    expect(resolved.approvers).toMatchObject({
      eligible: [user('ada')],
      excluded: [{ person: user('dan'), reason: 'registered_agent' }],
    });
  });

  it.each<[string, Approvers, Partial<ApproverSources>, string]>([
    [
      'the target has no owner',
      { from: 'owners(resource)', count: 1 },
      { resource: { ref: 'component:default/orphan' } },
      'names no owner of the target',
    ],
    [
      'nothing would be hit',
      { from: 'owners(blastRadius)', count: 1 },
      { factors: { blastRadius: { owners: [] } } },
      'anything that would be hit',
    ],
    [
      'the group is gone',
      { from: group('gone'), count: 1 },
      {},
      'does not have group:default/gone',
    ],
    [
      'no source of on-call times is connected',
      { from: 'oncall(resource)', count: 1 },
      {},
      '1 person out of oncall(resource) must approve, and no source of on-call times is connected: connect one, or let the policy name a group too.',
    ],
    [
      'nobody is on call',
      { from: 'oncall(resource)', count: 1 },
      { resource: { ref: 'component:default/quiet' } },
      'nobody is on call for the target now',
    ],
    [
      'the role was not bound',
      { from: 'role:commander', count: 1 },
      {},
      'no guardrail said who has this role',
    ],
    ['the group is empty', { from: group('empty'), count: 1 }, {}, 'nobody is asked: add members'],
    [
      'too few are left',
      { from: group('sre'), count: 2 },
      { excluded: new Map([[user('dan'), 'requester']]) },
      'only 1 person can be asked (1 person of it does not count here)',
    ],
    [
      'one of all cannot',
      {
        all: [
          { from: group('sre'), count: 1 },
          { from: group('gone'), count: 1 },
        ],
      },
      {},
      'gone',
    ],
    [
      'none of any can',
      {
        any: [
          { from: group('empty'), count: 1 },
          { from: group('gone'), count: 1 },
        ],
      },
      {},
      'empty',
    ],
  ])('says what is in the way when %s', async (_, approvers, more, expected) => {
    const isConnected = !expected.includes('no source');
    const resolved = await resolveApprovers(
      { approvers },
      sources(more),
      isConnected ? directory : new MemoryDirectory({}),
    );
    expect(resolved.fulfillable).toBe(false);
    expect(resolved.because.join(' ')).toContain(expected);
  });

  it('is content with one way that is open', async () => {
    const resolved = await resolve({
      any: [
        { from: group('gone'), count: 1 },
        { from: group('sre'), count: 2 },
      ],
    });
    expect(resolved).toMatchObject({ fulfillable: true, because: [], missing: [group('gone')] });
  });
});

describe('escalation', () => {
  const owners = { from: 'owners(resource)', count: 2 };
  const sre = { from: group('sre'), count: 1 };
  const resolveWith = (approvers: Approvers, escalation: EscalationStep[]) =>
    resolveApprovers({ approvers, escalation }, sources(), directory);
  const approve = (...names: string[]) =>
    names.map(name => ({ by: user(name), vote: 'approve' as const }));

  it('resolves who will be asked when, and what is in the way of it', async () => {
    const resolved = await resolveWith({ all: [sre, owners] }, [
      { afterMinutes: 60, instead: owners, to: { from: group('gone'), count: 1 } },
    ]);
    expect(resolved).toMatchObject({
      fulfillable: true,
      missing: [],
      escalation: [
        {
          afterMinutes: 60,
          instead: [1],
          eligible: [],
          missing: [group('gone')],
          fulfillable: false,
          because: [expect.stringContaining('does not have group:default/gone')],
        },
      ],
    });
  });

  it('stands in for its own parts from its minute on, and for no others', async () => {
    const resolved = await resolveWith({ all: [owners, { from: group('cards'), count: 1 }] }, [
      { afterMinutes: 60, instead: { all: [owners] }, to: { from: user('dan'), count: 1 } },
    ]);
    expect(tally(resolved, approve('dan', 'cat'), 59).state).toBe('open');
    expect(tally(resolved, approve('dan', 'cat'), 60)).toMatchObject({
      state: 'approved',
      escalated: [{ afterMinutes: 60, met: true, leaves: [{ approvedBy: [user('dan')] }] }],
    });
    expect(tally(resolved, approve('dan'), 600).state).toBe('open');
    expect(tally(resolved, approve('ada', 'ben'), 600).state).toBe('approved');
  });

  it('lets those refuse who are asked by now', async () => {
    const resolved = await resolveWith(owners, [
      { afterMinutes: 60, instead: owners, to: { from: user('dan'), count: 1 } },
    ]);
    const refusal = [{ by: user('dan'), vote: 'refuse' as const }];
    expect(tally(resolved, refusal, 59).state).toBe('open');
    expect(tally(resolved, refusal, 60)).toMatchObject({
      state: 'refused',
      refusedBy: [user('dan')],
    });
  });

  it('leaves out a step that stands in for nothing', async () => {
    const resolved = await resolveWith(owners, [{ afterMinutes: 60, instead: sre, to: sre }]);
    expect(resolved).not.toHaveProperty('escalation');
  });

  it('separates those who are asked later, too', async () => {
    const resolved = await resolveApprovers(
      { approvers: owners, escalation: [{ afterMinutes: 1, instead: owners, to: sre }] },
      sources({ excluded: new Map([[user('dan'), 'requester']]) }),
      directory,
    );
    expect(resolved.escalation).toMatchObject([{ eligible: [user('ada')] }]);
  });
});

describe('separated', () => {
  const parties = {
    requester: user('ada.l'),
    onBehalfOf: user('ben'),
    agentRegisteredBy: user('left-the-company'),
    agentOwner: group('sre'),
    executorOwner: group('cards'),
    policyAuthors: [user('eve'), user('ada')],
  };

  it('never counts requester, principal and registrar, by their one name', async () => {
    const reasons = await separated({ separation: [] }, parties, directory);
    expect([...reasons]).toEqual([
      [user('ada'), 'requester'],
      [user('ben'), 'on_behalf_of'],
      [user('left-the-company'), 'registered_agent'],
    ]);
  });

  it('adds what the requirement separates; the first reason stays', async () => {
    const all = ['policy_author', 'executor_owners', 'agent_owners'] as const;
    const reasons = await separated({ separation: [...all] }, parties, directory);
    expect(reasons.get(user('ada'))).toBe('requester');
    expect(reasons.get(user('dan'))).toBe('agent_owner');
    expect(reasons.get(user('cat'))).toBe('executor_owner');
    expect(reasons.get(user('eve'))).toBe('policy_author');
  });
});

describe('tally', () => {
  const approve = (name: string) => ({ by: user(name), vote: 'approve' as const });
  const refuse = (name: string) => ({ by: user(name), vote: 'refuse' as const });

  it('counts one person in each selection they belong to', async () => {
    const resolved = await resolve({
      all: [
        { from: group('payments'), count: 2 },
        { from: group('sre'), count: 1 },
      ],
    });
    expect(tally(resolved, [approve('ada')])).toMatchObject({
      state: 'open',
      leaves: [{ met: false, approvedBy: [user('ada')] }, { met: true }],
    });
    expect(tally(resolved, [approve('ada'), approve('cat')]).state).toBe('approved');
  });

  it('does not count a vote twice, nor a stranger', async () => {
    const resolved = await resolve({ from: group('sre'), count: 2 });
    expect(tally(resolved, [approve('ada'), approve('ada'), approve('eve')]).state).toBe('open');
  });

  it('is refused by one who was asked, and not by a stranger', async () => {
    const resolved = await resolve({ from: group('sre'), count: 1 });
    expect(tally(resolved, [approve('ada'), refuse('eve')]).state).toBe('approved');
    expect(tally(resolved, [approve('ada'), refuse('dan')])).toMatchObject({
      state: 'refused',
      refusedBy: [user('dan')],
    });
  });
});

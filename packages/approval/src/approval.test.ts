import type { Approvers } from '@countersign/model';
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
);

const sources = (more: Partial<ApproverSources> = {}): ApproverSources => ({
  resource: { owner: group('payments') },
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
      { resource: {} },
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
    const resolved = await resolve(approvers, more);
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

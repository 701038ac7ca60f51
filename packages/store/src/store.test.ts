/** One suite over every implementation of the store. */
import { digestText } from '@countersign/model';
import type { Knex } from 'knex';
import { createDatabaseStore } from './database/createDatabaseStore';
import { createMemoryStore } from './memory/createMemoryStore';
import type { PolicyVersion } from './records';
import { StoreFault } from './StoreFault';
import { connectSqlite } from './testing/connectSqlite';
import { Path } from './testing/Path';
import { startPostgres, type RunningPostgres } from './testing/startPostgres';
import { TestClock } from './testing/TestClock';
import type { CountersignStore, StoreTransaction } from './types';

let postgres: RunningPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);
afterAll(() => postgres.stop());

const opened: Knex[] = [];
const onDatabase = async (knex: Knex, clock?: TestClock) => {
  opened.push(knex);
  return createDatabaseStore({ knex, ...(clock && { clock: clock.now }) });
};
afterEach(async () => {
  await Promise.all(opened.splice(0).map(knex => knex.destroy()));
});

type Create = (clock?: TestClock) => Promise<CountersignStore>;
const stores: [string, Create][] = [
  ['memory', async clock => createMemoryStore(clock?.now)],
  ['SQLite', clock => onDatabase(connectSqlite(), clock)],
  ['PostgreSQL', async clock => onDatabase(await postgres.connect(), clock)],
];

describe.each(stores)('a store in %s', (_, create) => {
  let clock: TestClock;
  let store: CountersignStore;
  let path: Path;
  beforeEach(async () => {
    clock = new TestClock();
    store = await create(clock);
    path = new Path(store, clock);
  });

  describe('time', () => {
    it('is the clock that it was given', async () => {
      expect(await store.now()).toBe('2026-11-22T12:00:00.000Z');
      expect(await store.transaction(tx => tx.now())).toBe('2026-11-22T12:00:00.000Z');
    });

    it('is otherwise its own, as the model writes instants', async () => {
      const now = await (await create()).now();
      expect(new Date(now).toISOString()).toBe(now);
    });
  });

  describe('a transaction', () => {
    it('keeps nothing when its work fails', async () => {
      const evaluation = await path.evaluate();
      const work = store.transaction(async tx => {
        await tx.openRequest(path.request(evaluation), ['user:default/ada']);
        await tx.appendEntry(path.entry('request.opened', 'x'));
        throw new Error('no');
      });
      await expect(work).rejects.toThrow('no');
      expect(await store.requestOfEvaluation(evaluation.id)).toBeUndefined();
      expect((await store.sequence(10))?.placed).toBe(1);
    });

    it("refuses the store's own methods inside, instead of waiting for ever", async () => {
      const inside = (work: (tx: StoreTransaction) => Promise<unknown>) => store.transaction(work);
      const nested = new StoreFault('nested', expect.any(String) as unknown as string);
      for (const call of [
        () => store.request('x'),
        () => store.transaction(async () => 1),
        () => store.sequence(1),
      ]) {
        await expect(inside(call)).rejects.toMatchObject({ name: nested.name, code: 'nested' });
      }
      expect(await store.request('x')).toBeUndefined();
    });

    it('sees what it wrote itself', async () => {
      const evaluation = await path.evaluate();
      const seen = await store.transaction(async tx => {
        const { request } = await tx.openRequest(path.request(evaluation), []);
        return tx.request(request.id);
      });
      expect(seen?.state).toBe('pending');
    });
  });

  describe('policies', () => {
    const version = (name: string, text: string): PolicyVersion => ({
      digest: digestText(text),
      name,
      layer: 'scope',
      mode: 'active',
      uri: `${name}.policy.yaml`,
      text,
    });
    const publish = (
      expectedRevision: number,
      how: 'replace' | 'merge',
      versions: PolicyVersion[],
    ) =>
      store.transaction(tx =>
        tx.publishPolicies({
          id: path.id('publication'),
          at: clock.at(0),
          by: 'system',
          authors: ['user:default/eve'],
          why: 'because',
          source: 'seed',
          expectedRevision,
          how,
          versions,
        }),
      );
    const names = async (at?: string) =>
      (await store.policiesInForce(at)).map(({ name, text }) => `${name}=${text}`);

    it('are seeded once, whoever comes second', async () => {
      expect(await store.policyRevision()).toBe(0);
      expect(await publish(0, 'replace', [version('a', '1')])).toMatchObject({
        result: 'published',
        publication: { revision: 1, authors: ['user:default/eve'] },
      });
      expect(await publish(0, 'replace', [version('a', '2')])).toEqual({
        result: 'outdated',
        revision: 1,
      });
      expect(await names()).toEqual(['a=1']);
    });

    it('replace and merge, and say what was in force at an instant', async () => {
      await publish(0, 'replace', [version('b', '1'), version('a', '1 too')]);
      const first = clock.at(0);
      clock.advance(10);
      expect(await publish(1, 'merge', [version('b', '2'), version('a', '1 too')])).toMatchObject({
        added: [{ name: 'b', text: '2' }],
        removed: [{ name: 'b', text: '1' }],
      });
      clock.advance(10);
      expect(await publish(2, 'replace', [version('b', '1')])).toMatchObject({
        removed: [{ name: 'a' }, { name: 'b', text: '2' }],
      });
      expect(await names()).toEqual(['b=1']);
      expect(await names(first)).toEqual(['a=1 too', 'b=1']);
      expect(await names(clock.at(-10))).toEqual(['a=1 too', 'b=2']);
      expect(await names(clock.at(-5))).toEqual(['a=1 too', 'b=2']);
      expect(await names(clock.at(-21))).toEqual([]);
      const history = await store.policyHistory('b');
      expect(history.map(({ text, until }) => [text, until !== undefined])).toEqual([
        ['1', false],
        ['2', true],
        ['1', true],
      ]);
      expect(history[0]!.publication).toMatchObject({ revision: 3, why: 'because' });
      expect((await store.policyVersion(digestText('2')))?.name).toBe('b');
    });

    it('keep the last fault until one is published', async () => {
      const fault = { at: clock.at(0), source: 'git' as const, message: 'broken', details: [1] };
      await store.transaction(tx => tx.recordPolicyFault(fault));
      expect(await store.policyFault()).toEqual(fault);
      await publish(0, 'merge', []);
      expect(await store.policyFault()).toBeUndefined();
    });
  });

  describe('evaluations', () => {
    it('come back with their packet', async () => {
      const evaluation = await path.evaluate();
      expect(await store.evaluation(evaluation.id)).toEqual(evaluation);
      const packet = await store.packet(evaluation.packetDigest);
      expect(digestText(packet!.body)).toBe(evaluation.packetDigest);
      expect(await store.evaluation('none')).toBeUndefined();
    });

    it('share a packet that is the same, with its salts', async () => {
      const packet = { digest: digestText('{}'), body: '{}', salts: { '/a': 'salt' } };
      const evaluation = await path.evaluate();
      await store.transaction(async tx => {
        await tx.addEvaluation({ ...evaluation, id: 'one' }, packet);
        await tx.addEvaluation({ ...evaluation, id: 'two' }, packet);
      });
      expect(await store.packet(packet.digest)).toEqual(packet);
    });
  });

  describe('requests', () => {
    it('open once for an evaluation', async () => {
      const evaluation = await path.evaluate();
      const first = await path.open(evaluation);
      const second = await path.open(evaluation, ['user:default/eve']);
      expect(first).toMatchObject({
        opened: true,
        request: { state: 'pending', version: 1, revision: 1 },
      });
      expect(second).toEqual({ opened: false, request: first.request });
      expect(await store.request(first.request.id)).toEqual(first.request);
      expect(await store.assignees(first.request.id)).toEqual([
        'user:default/ada',
        'user:default/ben',
      ]);
      expect(await store.requestEvents(first.request.id)).toHaveLength(1);
    });

    it('are listed newest first, page by page, without gap or double', async () => {
      const ids: string[] = [];
      for (let at = 0; at < 7; at++) {
        // Three at the same instant each, so that the id has to decide.
        clock.advance(at % 3 === 0 ? 1 : 0);
        ids.unshift((await path.open(await path.evaluate())).request.id);
      }
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await store.listRequests({}, { limit: 2, ...(cursor && { cursor }) });
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      } while (cursor);
      expect(seen).toEqual(ids);
      await expect(store.listRequests({}, { cursor: 'x' })).rejects.toMatchObject({
        code: 'bad_cursor',
      });
    });

    it('are found by state, target, owner, agent, requester and who was asked', async () => {
      const mine = (await path.open(await path.evaluate(), ['user:default/ada'])).request;
      const other = (
        await path.open(
          await path.evaluate({ target: 'component:default/search', agent: 'agent-2' }),
          ['user:default/ben'],
          { requestedBy: 'external:agent-2', owner: 'group:default/search' },
        )
      ).request;
      await path.move(other.id, 'cancel');
      const ids = async (filter: Parameters<CountersignStore['listRequests']>[0]) => {
        const { items } = await store.listRequests(filter);
        expect(await store.countRequests(filter)).toBe(items.length);
        return items.map(({ id }) => id);
      };
      expect(await ids({ states: ['pending'] })).toEqual([mine.id]);
      expect(await ids({ target: 'component:default/search' })).toEqual([other.id]);
      expect(await ids({ owner: 'group:default/search' })).toEqual([other.id]);
      expect(await ids({ agent: 'agent-1' })).toEqual([mine.id]);
      expect(await ids({ requestedBy: 'external:agent-2' })).toEqual([other.id]);
      expect(await ids({ assignee: 'user:default/ada' })).toEqual([mine.id]);
      expect(await ids({ assignee: 'user:default/ben', states: ['pending'] })).toEqual([]);
      expect(await ids({ assignee: 'user:default/ben', states: ['cancelled'] })).toEqual([
        other.id,
      ]);
      expect(
        await ids({ assignee: 'user:default/ada', target: 'component:default/search' }),
      ).toEqual([]);
      expect(await ids({})).toHaveLength(2);
      expect(await store.assignedAmong('user:default/ada', [mine.id, other.id])).toEqual(
        new Set([mine.id]),
      );
    });

    it('take one vote of each person', async () => {
      const { request } = await path.open(await path.evaluate());
      expect(await path.review(request.id, 'user:default/ada')).toBe('added');
      expect(await path.review(request.id, 'user:default/ada', 'refuse')).toBe('already_reviewed');
      expect(await path.review(request.id, 'user:default/ben')).toBe('added');
      expect((await store.reviews(request.id)).map(({ by, vote }) => [by, vote])).toEqual([
        ['user:default/ada', 'approve'],
        ['user:default/ben', 'approve'],
      ]);
    });

    it('move along the table, and once', async () => {
      const { request } = await path.open(await path.evaluate());
      expect(await path.move(request.id, 'review')).toMatchObject({
        state: 'pending',
        revision: 2,
      });
      const refused = await path.move(request.id, 'refuse');
      expect(refused).toMatchObject({
        state: 'refused',
        revision: 3,
        closedAt: clock.at(0),
        closedBecause: 'because',
      });
      expect(await store.request(request.id)).toEqual(refused);
      expect(await path.move(request.id, 'reach_quorum')).toBeUndefined();
      expect(await path.move('none', 'cancel')).toBeUndefined();
      const events = await store.requestEvents(request.id);
      expect(events.map(({ event, state }) => `${event} ${state}`)).toEqual([
        'open pending',
        'review pending',
        'refuse refused',
      ]);
    });

    it('expire when their time has passed, and count no vote after it', async () => {
      const { request } = await path.open(await path.evaluate());
      const later = await path.open(await path.evaluate(), [], { expiresAt: clock.at(90) });
      const expire = () => store.transaction(tx => tx.expireRequests(clock.at(0), 10));
      expect(await expire()).toEqual([]);
      clock.advance(60);
      expect(await path.move(request.id, 'reach_quorum')).toBeUndefined();
      expect(await expire()).toMatchObject([{ id: request.id, state: 'expired' }]);
      expect(await expire()).toEqual([]);
      expect((await store.request(later.request.id))?.state).toBe('pending');
      const mine = await store.listRequests({ assignee: 'user:default/ada', states: ['expired'] });
      expect(mine.items).toHaveLength(1);
    });
  });

  describe('grants', () => {
    it('are issued only when the decision is sealed, and once', async () => {
      const grant = await path.permit(await path.evaluate());
      expect(grant.state).toBe('pending');
      expect(await path.issue(grant.id)).toEqual({ result: 'refused', because: 'not_sealed' });
      await store.sequence(10);
      expect(await path.issue(grant.id)).toEqual({ result: 'refused', because: 'not_sealed' });
      await path.seal();
      expect(await path.issue(grant.id, 'first')).toMatchObject({
        result: 'issued',
        grant: { state: 'issued', jws: 'first', expiresAt: clock.at(5) },
      });
      expect(await path.issue(grant.id, 'second')).toMatchObject({
        result: 'already_issued',
        grant: { jws: 'first' },
      });
      expect(await path.issue('none')).toEqual({ result: 'refused', because: 'not_found' });
    });

    it('are spent once; the same execution may come again within its lease', async () => {
      const grant = await path.issued();
      const first = await path.redeem(grant.id, 'run-1');
      expect(first).toMatchObject({
        result: 'redeemed',
        grant: { state: 'redeemed' },
        redemption: { executionId: 'run-1', redeemedAt: clock.at(0) },
      });
      clock.advance(14);
      expect(await path.redeem(grant.id, 'run-1')).toMatchObject({
        result: 'repeated',
        redemption: { redeemedAt: clock.at(-14), leaseExpiresAt: clock.at(1) },
      });
      const refused = { result: 'refused', because: 'spent' };
      expect(await path.redeem(grant.id, 'run-2')).toMatchObject(refused);
      expect(await path.redeem(grant.id, 'run-1', { executor: 'executor-2' })).toMatchObject(
        refused,
      );
      clock.advance(1);
      expect(await path.redeem(grant.id, 'run-1')).toMatchObject(refused);
    });

    it('are refused with the reason', async () => {
      expect(await path.redeem('none', 'run')).toEqual({ result: 'refused', because: 'not_found' });
      const pending = await path.permit(await path.evaluate());
      expect(await path.redeem(pending.id, 'run')).toMatchObject({ because: 'grant_pending' });
      const [late, revoked, one, two] = [
        await path.issued(),
        await path.issued(),
        await path.issued(),
        await path.issued(),
      ];
      await store.transaction(tx =>
        tx.revokeGrant({ grantId: revoked.id, at: clock.at(0), because: 'held' }),
      );
      expect(await path.redeem(revoked.id, 'run')).toMatchObject({
        because: 'revoked',
        grant: { revokedBecause: 'held' },
      });
      expect(await path.redeem(one.id, 'same')).toMatchObject({ result: 'redeemed' });
      expect(await path.redeem(two.id, 'same')).toMatchObject({ because: 'execution_id_taken' });
      clock.advance(5);
      expect(await path.redeem(late.id, 'run')).toMatchObject({ because: 'expired' });
      expect(await path.redeem(two.id, 'other')).toMatchObject({ because: 'expired' });
    });

    it('share the uses of their approval', async () => {
      const { request } = await path.open(await path.evaluate());
      const approval = await path.approve(request);
      expect(approval).toMatchObject({ state: 'valid', uses: 0 });
      expect((await path.approve(request)).id).toBe(approval.id);
      expect(await store.approvalOfRequest(request.id)).toEqual(approval);
      const [one, two] = [await path.issued(approval.id), await path.issued(approval.id)];
      expect(await path.redeem(one.id, 'run-1')).toMatchObject({ result: 'redeemed' });
      expect(await path.redeem(two.id, 'run-2')).toMatchObject({ because: 'approval_not_valid' });
      expect(await store.redemption(two.id)).toBeUndefined();
      expect(await store.approval(approval.id)).toMatchObject({ state: 'used', uses: 1 });
      expect((await store.grantsOfApproval(approval.id)).map(({ id }) => id)).toEqual([
        one.id,
        two.id,
      ]);
    });

    it('end with their approval when it is revoked', async () => {
      const { request } = await path.open(await path.evaluate());
      const approval = await path.approve(request, 3);
      const [done, open] = [await path.issued(approval.id), await path.issued(approval.id)];
      await path.redeem(done.id, 'run-1');
      const revoke = () =>
        store.transaction(tx =>
          tx.revokeApproval({
            approvalId: approval.id,
            at: clock.at(0),
            by: 'user:default/ada',
            because: 'mistake',
          }),
        );
      expect(await revoke()).toMatchObject({ state: 'revoked', revokedBy: 'user:default/ada' });
      expect(await revoke()).toBeUndefined();
      expect(await store.grant(done.id)).toMatchObject({ state: 'redeemed' });
      expect(await path.redeem(open.id, 'run-2')).toMatchObject({ because: 'revoked' });
    });

    it('and approvals expire by time', async () => {
      const { request } = await path.open(await path.evaluate());
      const approval = await path.approve(request);
      const pending = await path.permit(await path.evaluate());
      const issued = await path.issued();
      const expire = () =>
        store.transaction(async tx => ({
          grants: (await tx.expireGrants(clock.at(0), 10)).map(({ id }) => id).sort(),
          approvals: (await tx.expireApprovals(clock.at(0), 10)).map(({ state }) => state),
        }));
      clock.advance(5);
      expect(await expire()).toEqual({ grants: [issued.id], approvals: [] });
      clock.advance(5);
      expect(await expire()).toEqual({ grants: [pending.id], approvals: [] });
      expect(await path.issue(pending.id)).toEqual({ result: 'refused', because: 'expired' });
      clock.advance(20);
      expect(await expire()).toEqual({ grants: [], approvals: ['expired'] });
      expect((await store.approval(approval.id))?.state).toBe('expired');
    });

    it('take one outcome, by the execution that redeemed', async () => {
      const grant = await path.issued();
      expect(await path.report(grant.id, 'run-1')).toMatchObject({ because: 'not_redeemed' });
      expect(await path.report('none', 'run-1')).toMatchObject({ because: 'not_found' });
      await path.redeem(grant.id, 'run-1');
      expect(await path.report(grant.id, 'run-2')).toMatchObject({ because: 'not_redeemed' });
      expect(await path.report(grant.id, 'run-1')).toMatchObject({
        result: 'recorded',
        grant: { state: 'completed' },
      });
      expect(await path.report(grant.id, 'run-1')).toMatchObject({ result: 'repeated' });
      expect(await path.report(grant.id, 'run-1', 'failed')).toMatchObject({ because: 'conflict' });
      expect(await store.outcome(grant.id)).toMatchObject({ status: 'succeeded', detail: 'done' });
    });

    it('whose lease lapsed have an unknown outcome until one is told', async () => {
      const grant = await path.issued();
      await path.redeem(grant.id, 'run-1');
      const lapse = () => store.transaction(tx => tx.lapseLeases(clock.at(0), 10));
      expect(await lapse()).toEqual([]);
      clock.advance(15);
      expect(await lapse()).toMatchObject([{ id: grant.id, state: 'outcome_unknown' }]);
      expect(await lapse()).toEqual([]);
      expect(await store.outcome(grant.id)).toMatchObject({ status: 'unknown' });
      expect(await path.report(grant.id, 'run-1')).toMatchObject({ result: 'recorded' });
      expect(await store.outcome(grant.id)).toMatchObject({ status: 'succeeded' });
    });
  });

  describe('standing approvals', () => {
    const small = { policy: 'payments', standing: 'small-scaling' };

    it('are counted by name, in all and after an instant, each grant once', async () => {
      const use = (grantId: string, at: string) =>
        store.transaction(tx => tx.useStanding({ ...small, grantId, at }));
      await use('g1', '2026-11-22T10:00:00.000Z');
      await use('g2', '2026-11-22T11:00:00.000Z');
      await use('g2', '2026-11-22T11:30:00.000Z');
      await store.transaction(tx =>
        tx.useStanding({
          ...small,
          standing: 'other',
          grantId: 'g3',
          at: '2026-11-22T11:00:00.000Z',
        }),
      );
      const since = '2026-11-22T10:00:00.000Z';
      expect(await store.standingUsage({ ...small, since })).toEqual({
        used: 2,
        usedWithinRate: 1,
      });
      expect(await store.standingUsage({ policy: 'x', standing: 'y', since })).toEqual({
        used: 0,
        usedWithinRate: 0,
      });
    });

    it('are not counted when the transaction fails', async () => {
      await store
        .transaction(async tx => {
          await tx.useStanding({ ...small, grantId: 'g9', at: '2026-11-22T12:00:00.000Z' });
          throw new Error('no');
        })
        .catch(() => undefined);
      const since = '2026-11-22T11:59:00.000Z';
      expect((await store.standingUsage({ ...small, since })).usedWithinRate).toBe(0);
    });
  });

  describe('recordings', () => {
    it('join what belongs together, oldest first', async () => {
      const asked = await path.evaluate();
      const { request } = await path.open(asked);
      clock.advance(12);
      await path.review(request.id, 'user:default/ada');
      const approval = await path.approve(request);
      // The evaluation with the approval is no line of its own.
      const again = await path.evaluate({ approvalId: approval.id });
      const grant = await path.permit(again, approval.id);
      await path.seal();
      await path.issue(grant.id);
      await path.redeem(grant.id, 'run-1');
      await path.report(grant.id, 'run-1', 'failed');
      clock.advance(1);
      const unanswered = await path.evaluate({ decision: 'deny' });

      const pseudonym = await store.transaction(tx => tx.pseudonymOf('user:default/ada'));
      const { items, nextCursor } = await store.recordings({ limit: 1 });
      expect(items).toMatchObject([
        {
          evaluationId: asked.id,
          requestId: request.id,
          target: 'component:default/checkout',
          recording: {
            id: asked.id,
            decided: { decision: 'require_approval', level: 'high' },
            reviews: [{ by: pseudonym, vote: 'approve', minutes: 12 }],
            executedAt: clock.at(-1),
            outcome: { status: 'failed', detail: 'done' },
          },
        },
      ]);
      const rest = await store.recordings({ cursor: nextCursor! });
      expect(rest.nextCursor).toBeUndefined();
      expect(rest.items).toMatchObject([
        { recording: { id: unanswered.id, reviews: [], decided: { decision: 'deny' } } },
      ]);
      const since = await store.recordings({ since: clock.at(0) });
      expect(since.items.map(({ evaluationId }) => evaluationId)).toEqual([unanswered.id]);
    });
  });

  describe('the outbox', () => {
    const message = (key: string, availableAt: string) => ({
      id: path.id('message'),
      topic: 'request.opened',
      key,
      payload: { key },
      createdAt: clock.at(0),
      availableAt,
    });
    const claim = () =>
      store.transaction(tx =>
        tx.claimMessages({ at: clock.at(0), claimUntil: clock.at(1), limit: 10 }),
      );

    it('gives each message to one, and again when that one is not heard of', async () => {
      await store.transaction(tx =>
        tx.enqueue([
          message('b', clock.at(0)),
          message('a', clock.at(-1)),
          message('a', clock.at(-1)),
          message('later', clock.at(5)),
        ]),
      );
      const claimed = await claim();
      expect(claimed.map(({ key, attempts }) => [key, attempts])).toEqual([
        ['a', 1],
        ['b', 1],
      ]);
      expect(claimed[0]!.payload).toEqual({ key: 'a' });
      expect(await claim()).toEqual([]);
      await store.transaction(tx => tx.completeMessage(claimed[0]!.id, clock.at(0)));
      clock.advance(1);
      const again = await claim();
      expect(again.map(({ key, attempts }) => [key, attempts])).toEqual([['b', 2]]);
      await store.transaction(tx => tx.retryMessage(again[0]!.id, clock.at(10), 'no answer'));
      clock.advance(9);
      expect((await claim()).map(({ key }) => key)).toEqual(['later']);
      clock.advance(1);
      expect(await claim()).toMatchObject([
        { key: 'b', attempts: 3, lastError: 'no answer' },
        { key: 'later', attempts: 2 },
      ]);
    });
  });

  describe('idempotency keys', () => {
    const call = (body = 'body', caller = 'agent-1') => ({
      caller,
      key: 'key',
      bodyDigest: digestText(body),
      at: clock.at(0),
      expiresAt: clock.at(60),
    });
    const response = { status: 202, body: { id: 'r' }, headers: { location: '/r' } };

    it('answer the second call with what the first was answered', async () => {
      const claim = (given: ReturnType<typeof call>) => store.transaction(tx => tx.claimKey(given));
      await store.transaction(async tx => {
        expect(await tx.claimKey(call())).toEqual({ result: 'claimed' });
        await tx.keepResponse(call(), response);
      });
      expect(await claim(call())).toEqual({ result: 'replay', response });
      expect(await claim(call('other'))).toEqual({ result: 'reused' });
      expect(await claim(call('other', 'agent-2'))).toEqual({ result: 'claimed' });
      clock.advance(60);
      expect(await claim(call('other'))).toEqual({ result: 'claimed' });
    });

    it('are free again when the work failed, and when they expired', async () => {
      const failing = store.transaction(async tx => {
        await tx.claimKey(call());
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      expect(await store.transaction(tx => tx.claimKey(call('other')))).toEqual({
        result: 'claimed',
      });
      const remove = () => store.transaction(tx => tx.removeExpiredKeys(clock.at(0), 10));
      expect(await remove()).toBe(0);
      clock.advance(60);
      expect(await remove()).toBe(1);
    });
  });

  describe('pseudonyms', () => {
    it('are the same each time, and say nothing', async () => {
      const of = (person: string) => store.transaction(tx => tx.pseudonymOf(person));
      const ada = await of('user:default/ada');
      expect(await of('user:default/ada')).toBe(ada);
      expect(await of('user:default/ben')).not.toBe(ada);
      expect(ada).toMatch(/^person:[0-9a-f-]{36}$/);
    });
  });

  describe('the ledger', () => {
    it('gives entries their place in order, and knows how far it is behind', async () => {
      expect(await store.ledgerStatus()).toEqual({ size: 0, unsealed: 0, behindSeconds: 0 });
      const ids = [
        (await path.evaluate()).entryId,
        (await path.evaluate()).entryId,
        (await path.evaluate()).entryId,
      ];
      clock.advance(1);
      expect(await store.ledgerStatus()).toEqual({ size: 0, unsealed: 3, behindSeconds: 60 });
      expect(await store.sequence(2)).toMatchObject({ placed: 2, head: { size: 2 } });
      expect(await store.sequence(2)).toMatchObject({ placed: 1, head: { size: 3 } });
      expect(await store.sequence(2)).toMatchObject({ placed: 0, head: { size: 3 } });
      expect(await store.ledgerStatus()).toEqual({ size: 3, unsealed: 3, behindSeconds: 60 });
      expect(await store.sealOf(ids[0]!)).toBeUndefined();
      await path.seal();
      expect(await store.sealOf(ids[1]!)).toEqual({
        index: 1,
        checkpointSize: 3,
        signedAt: clock.at(0),
      });
      expect(await store.ledgerStatus()).toEqual({
        size: 3,
        checkpoint: { size: 3, signedAt: clock.at(0) },
        unsealed: 0,
        behindSeconds: 0,
      });
      const leaves = await store.ledgerLeaves(1, 10);
      expect(leaves.map(({ entryId, index }) => [entryId, index])).toEqual([
        [ids[1], 1],
        [ids[2], 2],
      ]);
      expect(JSON.parse(new TextDecoder().decode(leaves[0]!.bytes))).toMatchObject({
        type: 'decision.made',
      });
      expect(await store.sealOf('no number')).toBeUndefined();
    });

    it('refuses a checkpoint that contradicts it', async () => {
      await path.evaluate();
      await path.seal();
      const checkpoint = (await store.latestCheckpoint())!;
      expect(await store.checkpoint(1)).toEqual(checkpoint);
      await store.addCheckpoint(checkpoint);
      const conflict = { code: 'ledger_conflict' };
      await expect(
        store.addCheckpoint({ ...checkpoint, root: checkpoint.root.map(byte => byte ^ 1) }),
      ).rejects.toMatchObject(conflict);
      await expect(store.addCheckpoint({ ...checkpoint, size: 2 })).rejects.toMatchObject(conflict);
    });

    it('serves the tiles of its tree', async () => {
      await store.transaction(async tx => {
        for (let at = 0; at < 300; at++) {
          await tx.appendEntry(path.entry('decision.made', String(at)));
        }
      });
      await store.sequence(200);
      await store.sequence(200);
      expect(await store.ledgerTile(0, 0, 256)).toHaveLength(256 * 32);
      expect(await store.ledgerTile(0, 1, 44)).toHaveLength(44 * 32);
      expect(await store.ledgerTile(1, 0, 1)).toEqual(
        (await store.ledgerNodes([{ level: 8, index: 0 }]))[0],
      );
      expect(await store.ledgerTile(0, 1, 45)).toBeUndefined();
      expect(await store.ledgerTile(1, 0, 2)).toBeUndefined();
      expect(await store.ledgerTile(0, 0, 0)).toBeUndefined();
      await expect(store.ledgerNodes([{ level: 0, index: 300 }])).rejects.toMatchObject({
        code: 'not_found',
      });
    });
  });
});

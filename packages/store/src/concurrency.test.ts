/** What must hold when several replicas, each with its own pool, act on one PostgreSQL at the same instant. */
import { leafHash, CompactRange, equalBytes } from '@countersign/tlog';
import { tally } from '@countersign/approval';
import { createDatabaseStore } from './database/createDatabaseStore';
import { Sequencer } from './ledger/Sequencer';
import { Path } from './testing/Path';
import { startPostgres, type RunningPostgres } from './testing/startPostgres';
import { TestClock } from './testing/TestClock';
import { testLog } from './testing/testLog';
import type { CountersignStore } from './types';

let postgres: RunningPostgres;
let clock: TestClock;
/** Two replicas on one database. */
let replicas: [CountersignStore, CountersignStore];
let path: Path;

beforeAll(async () => {
  postgres = await startPostgres();
  clock = new TestClock();
  const connect = async () =>
    createDatabaseStore({
      knex: await postgres.connect({ schema: 'shared', pool: 10 }),
      clock: clock.now,
    });
  replicas = [await connect(), await connect()];
  path = new Path(replicas[0], clock);
}, 60_000);
afterAll(() => postgres.stop());

const times = (count: number) => Array.from({ length: count }, (_, at) => at);
const replicaOf = (at: number) => replicas[at % 2]!;

/** What the service does with a vote: lock, add, count, and move when the count says so. */
async function vote(store: CountersignStore, requestId: string, by: string): Promise<string> {
  return store.transaction(async tx => {
    const request = (await tx.lockRequest(requestId))!;
    const at = clock.at(0);
    const id = `${requestId}/${by}`;
    await tx.addReview({ id, requestId, requestVersion: 1, by, vote: 'approve', at });
    const { state } = tally(request.resolved, await tx.reviews(requestId));
    const event = state === 'approved' ? 'reach_quorum' : 'review';
    return (await tx.moveRequest({ requestId, event, at, by }))!.state;
  });
}

it('two approvers at the same instant: no quorum is lost, none is reached twice', async () => {
  const rounds = 60;
  for (let round = 0; round < rounds; round++) {
    const { request } = await path.open(await path.evaluate());
    const answers = await Promise.all([
      vote(replicas[0], request.id, 'user:default/ada'),
      vote(replicas[1], request.id, 'user:default/ben'),
    ]);
    expect(answers.sort()).toEqual(['approved', 'pending']);
    expect((await path.store.request(request.id))?.state).toBe('approved');
  }
}, 120_000);

it('a vote and a cancellation at the same instant: one of them comes first', async () => {
  for (let round = 0; round < 20; round++) {
    const { request } = await path.open(await path.evaluate());
    const move = (store: CountersignStore, event: 'cancel' | 'refuse') =>
      store.transaction(tx => tx.moveRequest({ requestId: request.id, event, at: clock.at(0) }));
    const moved = await Promise.all([move(replicas[0], 'cancel'), move(replicas[1], 'refuse')]);
    const won = moved.filter(answer => answer !== undefined);
    expect(won).toHaveLength(1);
    expect((await path.store.request(request.id))?.state).toBe(won[0]!.state);
    expect(await path.store.requestEvents(request.id)).toHaveLength(2);
  }
}, 120_000);

it('ten redemptions of one grant: exactly one', async () => {
  for (let round = 0; round < 20; round++) {
    const grant = await path.issued();
    const results = await Promise.all(
      times(10).map(at =>
        replicaOf(at).transaction(tx => path.redeemIn(tx, grant.id, `${grant.id}/run-${at}`)),
      ),
    );
    expect(results.filter(({ result }) => result === 'redeemed')).toHaveLength(1);
    for (const answer of results.filter(({ result }) => result !== 'redeemed')) {
      expect(answer).toMatchObject({ result: 'refused', because: 'spent' });
    }
  }
}, 120_000);

it('ten grants of one approval for one action: exactly one is redeemed', async () => {
  const { request } = await path.open(await path.evaluate());
  const approval = await path.approve(request);
  const grants = await Promise.all(
    times(10).map(async () => path.permit(await path.evaluate(), approval.id)),
  );
  await path.seal();
  await Promise.all(grants.map(({ id }) => path.issue(id)));
  const results = await Promise.all(
    grants.map(({ id }, at) =>
      replicaOf(at).transaction(tx => path.redeemIn(tx, id, `approval/run-${at}`)),
    ),
  );
  expect(results.filter(({ result }) => result === 'redeemed')).toHaveLength(1);
  expect(await path.store.approval(approval.id)).toMatchObject({ uses: 1, state: 'used' });
}, 120_000);

it('ten grants and one execution id: exactly one is redeemed', async () => {
  const grants = await Promise.all(times(10).map(async () => path.permit(await path.evaluate())));
  await path.seal();
  await Promise.all(grants.map(({ id }) => path.issue(id)));
  const results = await Promise.all(
    grants.map(({ id }, at) =>
      replicaOf(at).transaction(tx => path.redeemIn(tx, id, 'one-and-the-same')),
    ),
  );
  expect(results.filter(({ result }) => result === 'redeemed')).toHaveLength(1);
}, 120_000);

it('ten submissions with one key: one request, and everybody is told of it', async () => {
  for (let round = 0; round < 10; round++) {
    const evaluation = await path.evaluate();
    const submit = (at: number) =>
      replicaOf(at).transaction(async tx => {
        const call = {
          caller: 'agent-1',
          key: `key of ${evaluation.id}`,
          bodyDigest: evaluation.packetDigest,
          at: clock.at(0),
          expiresAt: clock.at(60),
        };
        const claim = await tx.claimKey(call);
        if (claim.result !== 'claimed') {
          return claim.result === 'replay' ? claim.response.body : claim.result;
        }
        const { request } = await tx.openRequest(path.request(evaluation), ['user:default/ada']);
        await tx.appendEntry(path.entry('request.opened', request.id));
        await tx.keepResponse(call, { status: 202, body: request.id });
        return request.id;
      });
    const answers = await Promise.all(times(10).map(submit));
    expect(new Set(answers).size).toBe(1);
    expect((await path.store.requestOfEvaluation(evaluation.id))?.id).toBe(answers[0]);
  }
}, 120_000);

it('four replicas seed the policies: one does', async () => {
  const before = await path.store.policyRevision();
  const results = await Promise.all(
    times(4).map(at =>
      replicaOf(at).transaction(tx =>
        tx.publishPolicies({
          id: `seed-${at}`,
          at: clock.at(0),
          by: 'system',
          authors: [],
          why: 'first start',
          source: 'seed',
          expectedRevision: before,
          how: 'replace',
          versions: [],
        }),
      ),
    ),
  );
  expect(results.map(({ result }) => result).sort()).toEqual([
    'outdated',
    'outdated',
    'outdated',
    'published',
  ]);
}, 60_000);

it('timers on every replica: each overdue request expires once', async () => {
  const requests = await Promise.all(times(20).map(async () => path.open(await path.evaluate())));
  clock.advance(61);
  const rounds = await Promise.all(
    times(6).map(at => replicaOf(at).transaction(tx => tx.expireRequests(clock.at(0), 200))),
  );
  const ids = new Set(requests.map(({ request }) => request.id));
  const expired = rounds.flat().filter(({ id }) => ids.has(id));
  expect(expired).toHaveLength(20);
  expect(new Set(expired.map(({ id }) => id)).size).toBe(20);
}, 120_000);

it('appenders, failing ones among them, and two sequencers: no gap, no loss, the tree verifies', async () => {
  await path.seal();
  const { size: start } = await path.store.ledgerHead();
  const kept: string[] = [];
  let isAppending = true;
  const append = async (appender: number) => {
    for (let at = 0; at < 40; at++) {
      const work = replicaOf(appender).transaction(async tx => {
        const id = await tx.appendEntry(path.entry('decision.made', `${appender}/${at}`));
        // Some are open for longer, so that ids commit out of order; some never commit.
        if (at % 5 === 0) {
          await tx.ledgerStatus();
        }
        if (at % 7 === 0) {
          throw new Error('given up');
        }
        return id;
      });
      await work.then(
        id => kept.push(id),
        error => expect(error.message).toBe('given up'),
      );
    }
  };
  // Its own notes; the earlier ones of this file are not signed.
  const sequence = async (store: CountersignStore) => {
    while (isAppending) {
      await store.sequence(7);
    }
  };
  await Promise.all([
    Promise.all(times(6).map(append)).finally(() => (isAppending = false)),
    sequence(replicas[0]),
    sequence(replicas[1]),
  ]);
  await path.seal();

  const leaves = [];
  for (let at = 0; ;) {
    const page = await path.store.ledgerLeaves(at, 1000);
    leaves.push(...page);
    at += page.length;
    if (page.length === 0) {
      break;
    }
  }
  expect(leaves.map(({ index }) => index)).toEqual(times(leaves.length));
  const placed = leaves.slice(start).map(({ entryId }) => entryId);
  expect([...placed].sort()).toEqual([...kept].sort());
  const tree = CompactRange.empty();
  leaves.forEach(({ bytes }) => tree.append(leafHash(bytes)));
  const head = await path.store.ledgerHead();
  expect(head.size).toBe(leaves.length);
  expect(equalBytes(tree.root(), head.root)).toBe(true);
}, 120_000);

it('two sequencers sign the same head the same way', async () => {
  const knex = await postgres.connect({ schema: 'two_sequencers' });
  const store = await createDatabaseStore({ knex });
  const own = new Path(store, new TestClock());
  const sealing = times(2).map(() => new Sequencer({ store, ...testLog }));
  for (let round = 0; round < 20; round++) {
    await own.evaluate();
    await Promise.all(sealing.map(one => one.seal()));
  }
  await sealing[0]!.seal();
  expect((await store.latestCheckpoint())?.size).toBe(20);
  expect(sealing.map(one => one.status().state)).toEqual(['sealing', 'sealing']);
}, 120_000);

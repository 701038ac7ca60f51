import type { Approvers, CatalogSnapshot } from '@countersign/model';
import { parsePolicy } from '@countersign/policy';
import fc from 'fast-check';
import { resolveApprovers } from '../resolveApprovers';
import { MemoryDirectory } from '../testing/MemoryDirectory';
import { ORGANISATION } from '../testing/organisation';
import { checkPolicyAgainstCatalog } from './checkPolicyAgainstCatalog';
import { SnapshotIndex } from './SnapshotIndex';

const groups = ['a', 'b', 'c'].map(name => `group:default/${name}`);
const users = ['ada', 'ben', 'cat', 'dan'].map(name => `user:default/${name}`);

const leaf = fc.record({
  from: fc.constantFrom(...groups, ...users, 'group:default/gone'),
  count: fc.integer({ min: 1, max: 3 }),
});
const { approvers } = fc.letrec<{ approvers: Approvers }>(tie => ({
  approvers: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    leaf,
    fc.record({ all: fc.array(tie('approvers'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('approvers'), { minLength: 1, maxLength: 3 }) }),
  ),
}));
// Parents and other names may run in circles: a catalog may hold anything.
const snapshots = fc
  .record({
    parents: fc.tuple(...groups.map(() => fc.option(fc.constantFrom(...groups)))),
    memberOf: fc.tuple(...users.map(() => fc.uniqueArray(fc.constantFrom(...groups)))),
    aliases: fc.tuple(...users.map(() => fc.option(fc.constantFrom(...users), { freq: 1 }))),
  })
  .map(({ parents, memberOf, aliases }): CatalogSnapshot => ({
    takenAt: '2026-11-22T00:00:00.000Z',
    groups: groups.map((ref, at) => ({ ref, ...(parents[at] && { parent: parents[at] }) })),
    users: users.map((ref, at) => ({
      ref,
      groups: memberOf[at]!,
      ...(aliases[at] && { samePersonAs: aliases[at] }),
    })),
    entities: [],
    edges: [],
    aliases: {},
  }));

function policyAsking(asked: Approvers) {
  return parsePolicy(
    `apiVersion: countersign.dev/v1
kind: Policy
metadata: { name: a, owner: group:default/a }
spec:
  layer: scope
  covers: [{ owner: group:default/a }]
  rules:
    - name: ask
      decision: require_approval
      reason: Somebody looks at it.
      require:
        approvers: ${JSON.stringify(asked)}
`,
    'a.policy.yaml',
  );
}

/** The same organisation as requests see it. */
function directoryOf({ groups: all, users: people }: CatalogSnapshot, index: SnapshotIndex) {
  return new MemoryDirectory(
    Object.fromEntries(
      all.map(({ ref }) => [
        ref,
        [
          ...all.filter(({ parent }) => parent === ref).map(child => child.ref),
          ...people.filter(each => each.groups.includes(ref)).map(each => each.ref),
        ],
      ]),
    ),
    Object.fromEntries(people.map(({ ref }) => [ref, index.personOf(ref)])),
  );
}

it('finds a fault wherever a request could not be fulfilled, and says too few only there', async () => {
  await fc.assert(
    fc.asyncProperty(approvers, snapshots, async (asked, snapshot) => {
      const { fulfillable } = await resolveApprovers(
        { approvers: asked },
        {
          resource: { ref: 'component:default/any' },
          factors: { blastRadius: { owners: [] } },
          excluded: new Map(),
        },
        directoryOf(snapshot, new SnapshotIndex(snapshot)),
      );
      const policy = policyAsking(asked);
      const found = checkPolicyAgainstCatalog(policy, snapshot);
      const errors = found.filter(({ diagnostic }) => diagnostic.severity === 'error');
      expect([fulfillable, errors.length]).not.toEqual([false, 0]);
      const codes = found.map(({ diagnostic }) => diagnostic.code);
      expect([fulfillable, codes.includes('too-few-people')]).not.toEqual([true, true]);
      for (const { diagnostic } of found) {
        const { start, end } = diagnostic.span;
        expect(policy.text.slice(start, end)).toMatch(/^"?(group|user):/);
      }
    }),
  );
});

it('carries the name that was meant, for a quick fix', () => {
  const [found] = checkPolicyAgainstCatalog(
    policyAsking({ from: 'group:default/paymnets', count: 1 }),
    ORGANISATION,
  ).filter(({ diagnostic }) => diagnostic.message.includes('paymnets'));
  expect(found?.diagnostic.data).toEqual({ suggestion: 'group:default/payments' });
});

it('passes over what has faults of its own', () => {
  const parsed = parsePolicy('kind: Policy\n', 'broken.policy.yaml');
  expect(checkPolicyAgainstCatalog([parsed], ORGANISATION)).toEqual([]);
});

/** What holds for every requirement, every directory and every sequence of votes. */
import type { Approvers } from '@countersign/model';
import fc from 'fast-check';
import type { ResolvedApprovers } from './ResolvedRequirement';
import { leavesOf, resolveApprovers } from './resolveApprovers';
import { tally, type Vote } from './tally';
import { MemoryDirectory } from './testing/MemoryDirectory';

const people = ['ada', 'ben', 'cat', 'dan', 'eve', 'fay'].map(name => `user:default/${name}`);
const aliases = { 'user:default/ada2': people[0]!, 'user:default/ben2': people[1]! };
const users = [...people, ...Object.keys(aliases)];
const groups = ['a', 'b', 'c', 'd'].map(name => `group:default/${name}`);

const leaf = fc.record({
  from: fc.constantFrom(...groups, 'owners(resource)', 'owners(blastRadius)', 'group:default/gone'),
  count: fc.integer({ min: 1, max: 4 }),
});
const { approvers } = fc.letrec<{ approvers: Approvers }>(tie => ({
  approvers: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    leaf,
    fc.record({ all: fc.array(tie('approvers'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('approvers'), { minLength: 1, maxLength: 3 }) }),
  ),
}));
const directory = fc
  .tuple(
    ...groups.map(() => fc.uniqueArray(fc.constantFrom(...users, ...groups), { maxLength: 5 })),
  )
  .map(
    members =>
      new MemoryDirectory(
        Object.fromEntries(groups.map((ref, at) => [ref, members[at]!])),
        aliases,
      ),
  );
const excluded = fc
  .uniqueArray(fc.constantFrom(...people), { maxLength: 3 })
  .map(names => new Map(names.map(name => [name, 'requester' as const])));
const resolved = fc.record({ approvers, directory, excluded }).map(async given => ({
  ...given,
  requirement: await resolveApprovers(
    { approvers: given.approvers },
    {
      resource: { owner: groups[0]! },
      factors: { blastRadius: { owners: [groups[1]!, groups[2]!] } },
      excluded: given.excluded,
    },
    given.directory,
  ),
}));
const votes = fc.array(
  fc.record<Vote>({ by: fc.constantFrom(...people), vote: fc.constantFrom('approve', 'refuse') }),
  { maxLength: 10 },
);
const approvals = (names: readonly string[]): Vote[] => names.map(by => ({ by, vote: 'approve' }));

/** Whether this set of people, each counted once in each selection, meets the requirement. */
function meets(node: ResolvedApprovers, names: ReadonlySet<string>): boolean {
  if ('all' in node) {
    return node.all.every(part => meets(part, names));
  }
  if ('any' in node) {
    return node.any.some(part => meets(part, names));
  }
  return node.eligible.filter(person => names.has(person)).length >= node.count;
}

it('nobody who is excluded is ever eligible, under any of their names', async () => {
  await fc.assert(
    fc.asyncProperty(resolved, async promised => {
      const { requirement, excluded: out } = await promised;
      expect(
        requirement.eligible.filter(person => out.has(person) || !people.includes(person)),
      ).toEqual([]);
      for (const { eligible } of leavesOf(requirement.approvers)) {
        expect(new Set(eligible).size).toBe(eligible.length);
      }
    }),
  );
});

it('is fulfillable exactly when everybody together could meet it', async () => {
  await fc.assert(
    fc.asyncProperty(resolved, async promised => {
      const { requirement } = await promised;
      const everybody = tally(requirement, approvals(requirement.eligible));
      expect(everybody.state === 'approved').toBe(requirement.fulfillable);
      expect(requirement.because.length === 0).toBe(requirement.fulfillable);
    }),
  );
});

it('an approval rests on enough different people, and one refusal by an asked person refuses', async () => {
  await fc.assert(
    fc.asyncProperty(resolved, votes, async (promised, given) => {
      const { requirement } = await promised;
      const { state } = tally(requirement, given);
      const said = (vote: Vote['vote']) =>
        new Set(given.filter(v => v.vote === vote).map(v => v.by));
      const isRefused = requirement.eligible.some(person => said('refuse').has(person));
      const isMet = meets(requirement.approvers, said('approve'));
      expect(state).toBe(isRefused ? 'refused' : isMet ? 'approved' : 'open');
    }),
  );
});

it('neither the order of votes nor their repetition changes the tally; one more approval never takes it back', async () => {
  await fc.assert(
    fc.asyncProperty(resolved, votes, fc.constantFrom(...people), async (promised, given, more) => {
      const { requirement } = await promised;
      const before = tally(requirement, given);
      expect(tally(requirement, [...given].reverse())).toEqual(before);
      expect(tally(requirement, [...given, ...given])).toEqual(before);
      const after = tally(requirement, [...given, ...approvals([more])]);
      expect([before.state, after.state]).not.toEqual(['approved', 'open']);
    }),
  );
});

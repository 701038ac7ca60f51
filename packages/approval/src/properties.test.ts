/** What holds for every requirement, every directory and every sequence of votes. */
import type { Approvers } from '@countersign/model';
import fc from 'fast-check';
import { partsOf } from './partsOf';
import { leavesOf } from './placePeople';
import { resolveApprovers } from './resolveApprovers';
import type { ResolvedApprovers, ResolvedRequirement } from './ResolvedRequirement';
import { tally, type Vote } from './tally';
import { MemoryDirectory } from './testing/MemoryDirectory';

const people = ['ada', 'ben', 'cat', 'dan', 'eve', 'fay'].map(name => `user:default/${name}`);
const aliases = { 'user:default/ada2': people[0]!, 'user:default/ben2': people[1]! };
const users = [...people, ...Object.keys(aliases)];
const groups = ['a', 'b', 'c', 'd'].map(name => `group:default/${name}`);

const leaf = fc.record({
  from: fc.constantFrom(
    ...groups,
    'owners(resource)',
    'owners(blastRadius)',
    'oncall(resource)',
    'group:default/gone',
  ),
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
        members[0]!.length > 1 ? { 'component:default/target': members[0]! } : undefined,
      ),
  );
const excluded = fc
  .uniqueArray(fc.constantFrom(...people), { maxLength: 3 })
  .map(names => new Map(names.map(name => [name, 'requester' as const])));
const escalation = (asked: Approvers) =>
  fc.array(
    fc.record({
      afterMinutes: fc.integer({ min: 1, max: 100 }),
      instead: fc.constantFrom(asked, ...partsOf(asked)),
      to: approvers,
    }),
    { maxLength: 3 },
  );
const requirements = approvers.chain(asked =>
  fc.record({ approvers: fc.constant(asked), escalation: escalation(asked) }),
);
const resolved = fc.record({ requirements, directory, excluded }).map(async given => ({
  ...given,
  requirement: await resolveApprovers(
    given.requirements,
    {
      resource: { ref: 'component:default/target', owner: groups[0]! },
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

const minutes = fc.integer({ min: 0, max: 200 });
const isReached = (minutesOpen: number) => (step: { afterMinutes: number }) =>
  step.afterMinutes <= minutesOpen;
const stepsOf = (requirement: ResolvedRequirement) => requirement.escalation ?? [];

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
      for (const asked of [requirement, ...stepsOf(requirement)]) {
        expect(
          asked.eligible.filter(person => out.has(person) || !people.includes(person)),
        ).toEqual([]);
        for (const { eligible } of leavesOf(asked.approvers)) {
          expect(new Set(eligible).size).toBe(eligible.length);
        }
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

it('time approves nothing: without an approving vote nothing is approved, however late', async () => {
  await fc.assert(
    fc.asyncProperty(resolved, votes, fc.nat(), async (promised, given, late) => {
      const { requirement } = await promised;
      const silent = given.filter(({ vote }) => vote === 'refuse');
      expect(tally(requirement, silent, late).state).not.toBe('approved');
    }),
  );
});

it('approved by escalation means: for each part, its own people or all that a reached step asks', async () => {
  await fc.assert(
    fc.asyncProperty(resolved, votes, minutes, async (promised, given, minutesOpen) => {
      const { requirement } = await promised;
      const names = new Set(given.filter(v => v.vote === 'approve').map(v => v.by));
      const met = stepsOf(requirement)
        .filter(isReached(minutesOpen))
        .filter(step => meets(step.approvers, names));
      const isEnough = partsOf(requirement.approvers).every(
        (part, position) => meets(part, names) || met.some(step => step.instead.includes(position)),
      );
      const { state, refusedBy } = tally(requirement, given, minutesOpen);
      expect(state).toBe(refusedBy.length > 0 ? 'refused' : isEnough ? 'approved' : 'open');
    }),
  );
});

it('without a reached step the result is the plain one, and a later one never asks for more', async () => {
  await fc.assert(
    fc.asyncProperty(resolved, votes, minutes, async (promised, given, minutesOpen) => {
      const { requirement } = await promised;
      const { escalation: _, ...plain } = requirement;
      const first = Math.min(...stepsOf(requirement).map(step => step.afterMinutes));
      expect(tally(requirement, given, Math.min(minutesOpen, first - 1))).toEqual(
        tally(plain, given),
      );
      const approving = given.filter(({ vote }) => vote === 'approve');
      const states = [plain, requirement].map(each => tally(each, approving, minutesOpen).state);
      expect(states).not.toEqual(['approved', 'open']);
    }),
  );
});

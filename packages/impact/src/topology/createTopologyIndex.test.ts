import { type Topology, type TopologyEntity } from '@countersign/model';
import fc from 'fast-check';
import { createTopologyIndex } from './createTopologyIndex';

// A busy machine may be slow; nothing here is about time.
jest.setTimeout(120_000);

const ref = (name: string) => `component:default/${name}`;
const entity = (name: string, facts: Partial<TopologyEntity> = {}): TopologyEntity => ({
  ref: ref(name),
  tags: [],
  ...facts,
});
const needs = (from: string, to: string) => ({ from: ref(from), to: ref(to) });
const topology = (parts: Partial<Topology>): Topology => ({
  takenAt: '2026-11-22T08:00:00.000Z',
  entities: [],
  edges: [],
  groups: [],
  aliases: {},
  ...parts,
});

/** The definition, in five lines: what needs it, and what needs those. */
function naiveDependents(edges: Topology['edges'], target: string): Set<string> {
  const hit = new Set<string>();
  const visit = (to: string): void =>
    edges
      .filter(edge => edge.to === to && !hit.has(edge.from))
      .forEach(({ from }) => (hit.add(from), visit(from)));
  visit(target);
  hit.delete(target);
  return hit;
}

const names = fc.constantFrom(...'abcdefghijkl');
const edge = fc.record({ from: names.map(ref), to: names.map(ref) });
const graph = fc.record({
  entities: fc.uniqueArray(
    fc.record({
      ref: names.map(ref),
      tier: fc.integer({ min: 0, max: 3 }),
      owner: fc.constantFrom('group:default/red', 'group:default/blue'),
      tags: fc.constant<string[]>([]),
    }),
    { selector: one => one.ref },
  ),
  edges: fc.array(edge, { maxLength: 40 }),
});

describe('blastRadius', () => {
  it('lists what needs the target, nearest first and then by reference, each with its path', () => {
    const index = createTopologyIndex(
      topology({
        entities: [
          entity('shop', { tier: 0, owner: 'group:default/web' }),
          entity('checkout', { tier: 0, owner: 'group:default/payments' }),
          entity('admin', { tier: 3, owner: 'group:default/payments' }),
          entity('ledger', { tier: 1, owner: 'group:default/payments' }),
        ],
        edges: [needs('shop', 'checkout'), needs('checkout', 'ledger'), needs('admin', 'ledger')],
      }),
    );
    expect(index.blastRadius(ref('ledger'))).toEqual({
      size: 3,
      tier0: 2,
      tier1: 0,
      depth: 2,
      owners: ['group:default/payments', 'group:default/web'],
      hits: [
        {
          ref: ref('admin'),
          depth: 1,
          tier: 3,
          owner: 'group:default/payments',
          path: [ref('ledger'), ref('admin')],
        },
        {
          ref: ref('checkout'),
          depth: 1,
          tier: 0,
          owner: 'group:default/payments',
          path: [ref('ledger'), ref('checkout')],
        },
        {
          ref: ref('shop'),
          depth: 2,
          tier: 0,
          owner: 'group:default/web',
          path: [ref('ledger'), ref('checkout'), ref('shop')],
        },
      ],
    });
  });

  it('ends in a cycle and does not count the target', () => {
    const edges = [needs('a', 'b'), needs('b', 'c'), needs('c', 'a'), needs('a', 'a')];
    const index = createTopologyIndex(topology({ edges }));
    expect(index.blastRadius(ref('a'))).toMatchObject({ size: 2, depth: 2 });
  });

  it('counts a dependent that the catalog does not hold', () => {
    const index = createTopologyIndex(
      topology({ entities: [entity('db')], edges: [needs('ghost', 'db')] }),
    );
    expect(index.blastRadius(ref('db'))).toMatchObject({ size: 1, owners: [] });
  });

  it('hits nobody when the target is not there', () => {
    expect(createTopologyIndex(topology({})).blastRadius('no reference at all').size).toBe(0);
  });

  it('stops after maxDepth steps', () => {
    const index = createTopologyIndex(topology({ edges: [needs('b', 'a'), needs('c', 'b')] }));
    expect(index.blastRadius(ref('a'), { maxDepth: 1 }).size).toBe(1);
    expect(index.blastRadius(ref('a'), { maxDepth: 0 })).toMatchObject({ size: 0, depth: 0 });
  });

  it('counts a huge fan-out exactly and lists 200 of it', () => {
    const many = Array.from({ length: 150_000 }, (_, number) => needs(`s${number}`, 'dns'));
    const { size, hits } = createTopologyIndex(topology({ edges: many })).blastRadius(ref('dns'));
    expect(size).toBe(150_000);
    expect(hits).toHaveLength(200);
  });

  it('follows a chain of 20,000 services', () => {
    const chain = Array.from({ length: 20_000 }, (_, n) => needs(`s${n + 1}`, `s${n}`));
    const radius = createTopologyIndex(topology({ edges: chain })).blastRadius(ref('s0'));
    expect(radius).toMatchObject({ size: 20_000, depth: 20_000 });
    expect(radius.hits[199]!.path).toHaveLength(201);
  });

  it('equals the naive transcription on random graphs', () => {
    fc.assert(
      fc.property(graph, names.map(ref), ({ entities, edges }, target) => {
        const radius = createTopologyIndex(topology({ entities, edges })).blastRadius(target);
        const naive = naiveDependents(edges, target);
        const found = entities.filter(one => naive.has(one.ref));
        expect(new Set(radius.hits.map(hit => hit.ref))).toEqual(naive);
        expect(radius.size).toBe(naive.size);
        expect(radius.tier0).toBe(found.filter(one => one.tier === 0).length);
        expect(radius.tier1).toBe(found.filter(one => one.tier === 1).length);
        expect(radius.owners).toEqual([...new Set(found.map(one => one.owner))].sort());
        for (const { ref: hit, depth, path } of radius.hits) {
          expect(path).toHaveLength(depth + 1);
          expect([path[0], path.at(-1)]).toEqual([target, hit]);
          path.slice(1).forEach((from, at) => {
            expect(edges).toContainEqual({ from, to: path[at] });
          });
        }
      }),
    );
  });

  it('never shrinks when a dependency is added', () => {
    fc.assert(
      fc.property(graph, edge, names.map(ref), ({ entities, edges }, more, target) => {
        const before = createTopologyIndex(topology({ entities, edges })).blastRadius(target);
        const after = createTopologyIndex(
          topology({ entities, edges: [...edges, more] }),
        ).blastRadius(target);
        expect(after.size).toBeGreaterThanOrEqual(before.size);
        expect(after.tier0).toBeGreaterThanOrEqual(before.tier0);
        expect(after.owners).toEqual(expect.arrayContaining(before.owners));
      }),
    );
  });

  it('does not depend on the order in which the catalog lists things', () => {
    const shuffled = graph.chain(({ entities, edges }) =>
      fc.record({
        one: fc.constant({ entities, edges }),
        other: fc.record({
          entities: fc.shuffledSubarray(entities, { minLength: entities.length }),
          edges: fc.shuffledSubarray(edges, { minLength: edges.length }),
        }),
      }),
    );
    fc.assert(
      fc.property(shuffled, names.map(ref), ({ one, other }, target) => {
        const index = createTopologyIndex(topology(one));
        const again = createTopologyIndex(topology(other));
        expect(again.blastRadius(target)).toEqual(index.blastRadius(target));
        expect(again.sliceDigest(target)).toBe(index.sliceDigest(target));
      }),
    );
  });
});

it('names a topology by what it says, not by when it was taken', () => {
  const one = topology({ entities: [entity('a')] });
  const { digest } = createTopologyIndex(one);
  expect(createTopologyIndex({ ...one, takenAt: '2020-01-01T00:00:00.000Z' }).digest).toBe(digest);
  expect(createTopologyIndex(topology({})).digest).not.toBe(digest);
});

describe('slice', () => {
  const entities = [entity('db'), entity('api', { tier: 0 }), entity('other')];

  it('changes with what was used and not with the rest', () => {
    const edges = [needs('api', 'db')];
    const digest = (parts: Partial<Topology>) =>
      createTopologyIndex(topology(parts)).sliceDigest(ref('db'));
    const before = digest({ entities, edges });
    expect(digest({ entities: [...entities, entity('new')], edges })).toBe(before);
    expect(digest({ entities, edges: [...edges, needs('other', 'api')] })).not.toBe(before);
    expect(
      digest({ entities: [entity('db'), entity('api', { tier: 1 })], edges: [needs('api', 'db')] }),
    ).not.toBe(before);
  });

  it('is a topology that assesses the target alike', () => {
    const edges = [needs('api', 'db'), needs('other', 'api'), needs('db', 'api')];
    const index = createTopologyIndex(topology({ entities, edges }));
    const slice = index.slice(ref('db')) as unknown as {
      dependents: TopologyEntity[];
      edges: Topology['edges'];
    };
    const rebuilt = createTopologyIndex(
      topology({ entities: slice.dependents, edges: slice.edges }),
    );
    expect(rebuilt.blastRadius(ref('db'))).toEqual(index.blastRadius(ref('db')));
  });

  it('names what is not in the catalog as absent', () => {
    expect(createTopologyIndex(topology({})).slice('vm-17')).toMatchObject({ entity: null });
  });
});

describe('resolve', () => {
  const index = createTopologyIndex(
    topology({
      entities: [entity('payments'), { ref: 'resource:default/ledger', tags: [] }],
      aliases: {
        'pay.internal': ref('payments'),
        'component:default/payments': 'resource:default/ledger',
        'aws:arn:rds:ledger': 'resource:default/ledger',
        stale: ref('gone'),
      },
    }),
  );
  it.each([
    ['a full reference', 'component', 'component:default/payments', ref('payments')],
    ['a name with its kind as type', 'component', 'payments', ref('payments')],
    ['another case', 'Component', 'Payments', ref('payments')],
    ['a service, as agents say', 'service', 'payments', ref('payments')],
    ['a database, as agents say', 'database', 'ledger', 'resource:default/ledger'],
    ['an alias', 'host', 'pay.internal', ref('payments')],
    ['an alias with its type', 'aws', 'arn:rds:ledger', 'resource:default/ledger'],
  ])('finds %s', (_, type, id, expected) => {
    expect(index.resolve({ type, id })).toMatchObject({ ref: expected, entity: { ref: expected } });
  });

  it('does not let an alias shadow an entity', () => {
    expect(index.resolve({ type: 'x', id: 'component:default/payments' }).ref).toBe(
      ref('payments'),
    );
  });

  it.each([
    ['a name of another kind', 'resource', 'payments'],
    ['an alias of nothing', 'host', 'stale'],
    ['no reference', 'vm', 'i-0 17/%'],
    ['a member of every object', 'constructor', '__proto__'],
  ])('leaves %s unresolved, under the id as it was given', (_, type, id) => {
    expect(index.resolve({ type, id })).toEqual({ ref: id });
  });
});

describe('facts', () => {
  it('gives what the catalog says, with the parent groups of the owner', () => {
    const index = createTopologyIndex(
      topology({
        entities: [entity('a', { owner: 'group:default/team', tier: 0, tags: ['pii'] })],
        groups: [
          { ref: 'group:default/team', parent: 'group:default/department' },
          { ref: 'group:default/department', parent: 'group:default/company' },
          { ref: 'group:default/company', parent: 'group:default/team' },
        ],
      }),
    );
    expect(index.facts({ type: 'component', id: 'a' })).toEqual({
      ref: ref('a'),
      known: true,
      kind: 'component',
      owner: 'group:default/team',
      ownerAncestors: ['group:default/department', 'group:default/company'],
      tier: 0,
      tags: ['pii'],
    });
  });

  it('guesses nothing of what it does not know', () => {
    expect(createTopologyIndex(topology({})).facts({ type: 'vm', id: 'i-17' })).toEqual({
      ref: 'i-17',
      known: false,
      ownerAncestors: [],
      tags: [],
    });
  });
});

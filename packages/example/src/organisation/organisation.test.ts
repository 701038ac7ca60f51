import { createTopologyIndex } from '@countersign/impact';
import { loadExampleCatalog } from './loadExampleCatalog';
import { loadExamplePeople } from './loadExamplePeople';
import { loadExampleTopology } from './loadExampleTopology';

describe('the example organisation', () => {
  const catalog = loadExampleCatalog();
  const topology = loadExampleTopology();
  const index = createTopologyIndex(topology);
  const services = topology.entities.filter(({ ref }) => ref.startsWith('component:'));

  it('has about sixty services, each with an owner, a tier, a system and a domain', () => {
    expect(services.length).toBeGreaterThanOrEqual(55);
    expect(services.length).toBeLessThanOrEqual(65);
    for (const service of services) {
      expect(service).toMatchObject({
        owner: expect.stringMatching(/^group:default\//),
        tier: expect.any(Number),
        system: expect.stringMatching(/^system:default\//),
        domain: expect.stringMatching(/^domain:default\//),
      });
    }
  });

  it('names nothing that is not there', () => {
    const groups = new Set(topology.groups.map(({ ref }) => ref));
    const refs = new Set(topology.entities.map(({ ref }) => ref));
    expect(topology.edges.filter(({ from, to }) => !refs.has(from) || !refs.has(to))).toEqual([]);
    const owners = topology.entities.map(({ owner }) => owner);
    expect(owners.filter(owner => !owner || !groups.has(owner))).toEqual([]);
    expect(topology.groups.filter(({ parent }) => parent && !groups.has(parent))).toEqual([]);
    const memberships = loadExamplePeople().flatMap(person => person.groups);
    expect(memberships.filter(group => !groups.has(group))).toEqual([]);
  });

  it('names each entity once, and each group in its parent', () => {
    const names = catalog.map(({ kind, metadata }) => `${kind}:${metadata.name}`);
    expect(new Set(names).size).toBe(names.length);
    for (const { metadata, spec } of catalog.filter(({ kind }) => kind === 'Group')) {
      const children = catalog
        .filter(one => one.kind === 'Group' && one.spec?.parent === metadata.name)
        .map(one => one.metadata.name);
      expect([metadata.name, [...(spec?.children as string[])].sort()]).toEqual([
        metadata.name,
        children.sort(),
      ]);
    }
  });

  it('has people for every group that owns or approves', () => {
    const people = loadExamplePeople();
    const populated = new Set(
      people.flatMap(({ groups }) => groups.flatMap(group => [group, ...index.ancestors(group)])),
    );
    expect(topology.groups.map(({ ref }) => ref).filter(ref => !populated.has(ref))).toEqual([]);
    expect(people.length).toBeGreaterThanOrEqual(25);
    expect(new Set(people.map(({ email }) => email)).size).toBe(people.length);
    expect(people.every(({ email }) => email.endsWith('@tumbleweed.example'))).toBe(true);
  });

  it('has blast radii that one can believe', () => {
    const hit = (ref: string) => index.blastRadius(ref).hits.map(one => one.ref);
    // Without the books no money, and without money no parcel.
    const ledger = index.blastRadius('resource:default/ledger-db');
    expect(ledger.hits.find(({ ref }) => ref === 'component:default/web-shop')?.path).toEqual([
      'resource:default/ledger-db',
      'component:default/ledger',
      'component:default/payments',
      'component:default/checkout',
      'component:default/bookings',
      'component:default/web-shop',
    ]);
    expect(hit('component:default/depot-display')).toEqual([]);
    expect(hit('component:default/sort-plan')).toContain('component:default/sorter-control');
    expect(index.blastRadius('resource:default/key-store').size).toBeGreaterThan(15);
  });

  it('spreads its services over all sizes of blast radius', () => {
    const sizes = services.map(({ ref }) => index.blastRadius(ref).size);
    expect(sizes.filter(size => size <= 1).length).toBeGreaterThan(15);
    expect(sizes.filter(size => size > 1 && size <= 12).length).toBeGreaterThan(15);
    expect(sizes.filter(size => size > 12).length).toBeGreaterThan(2);
  });
});

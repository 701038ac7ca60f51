import type { DecisionInput, Topology } from '@countersign/model';
import { CatalogNames } from './CatalogNames';
import { collectSamples } from './SampleValues';

describe('CatalogNames', () => {
  const catalog = CatalogNames.of(
    {
      groups: [{ ref: 'group:default/payments', parent: 'group:default/finance' }],
      entities: [
        { ref: 'component:default/checkout-api', owner: 'group:default/payments', tier: 1 },
        { ref: 'component:default/api-gateway', title: 'Gateway' },
      ],
    } as unknown as Topology,
    [{ ref: 'user:default/ada' }],
  );
  const find = (typed: string, ...kinds: string[]) =>
    catalog.find(kinds, typed, 10).names.map(each => each.ref);

  it('finds by reference, by name and by any word of the name', () => {
    expect(find('component:default/che', 'component')).toEqual(['component:default/checkout-api']);
    expect(find('API', 'component')).toEqual([
      'component:default/checkout-api',
      'component:default/api-gateway',
    ]);
    expect(find('', 'group', 'user')).toEqual(['group:default/payments', 'user:default/ada']);
    expect(find('heckout', 'component')).toEqual([]);
  });

  it('says when there is more, and what it knows of one', () => {
    expect(catalog.find(['component'], 'api', 1)).toMatchObject({ isCut: true });
    expect(catalog.find(['component'], 'api', 2)).toMatchObject({ isCut: false });
    expect(catalog.get('component:default/checkout-api')?.detail).toBe(
      'tier 1 · group:default/payments',
    );
  });
});

describe('collectSamples', () => {
  const recording = (name: string, properties: object) =>
    ({
      proposal: {
        subject: { type: 'agent', id: 'a' },
        action: { name, properties },
        context: { rationale: 'Prose is left out.', incidents: ['INC-1'] },
      },
      resource: { ref: 'component:default/x', known: true, tags: ['card-data'] },
      factors: { blastRadius: { size: 3 } },
    }) as unknown as DecisionInput;

  it('collects values by what conditions call them, the most frequent first', () => {
    const samples = collectSamples([
      recording('b', { replicas: 2 }),
      recording('a', { replicas: 4, command: 'x'.repeat(101), nested: {} }),
      recording('a', { __proto__: 1 }),
    ]);
    expect(samples).toMatchObject({
      'action.name': ['a', 'b'],
      'action.properties.replicas': [2, 4],
      'resource.tags': ['card-data'],
      'context.incidents': ['INC-1'],
      'impact.blastRadius.size': [3],
    });
    expect(Object.keys(samples).filter(path => /rationale|command|nested/.test(path))).toEqual([]);
  });
});

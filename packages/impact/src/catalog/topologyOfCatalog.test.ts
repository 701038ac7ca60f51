import { topologySchema } from '@countersign/model';
import { topologyOfCatalog, type CatalogEntity } from './topologyOfCatalog';

const TAKEN_AT = '2026-11-22T08:00:00.000Z';
const catalog: CatalogEntity[] = [
  { kind: 'Group', metadata: { name: 'company' }, spec: { type: 'organization', children: [] } },
  { kind: 'Group', metadata: { name: 'pay' }, spec: { type: 'team', parent: 'company' } },
  { kind: 'User', metadata: { name: 'ada' }, spec: { memberOf: ['pay'] } },
  { kind: 'Domain', metadata: { name: 'money' }, spec: { owner: 'pay' } },
  { kind: 'System', metadata: { name: 'payments' }, spec: { owner: 'pay', domain: 'money' } },
  { kind: 'API', metadata: { name: 'pay-api' }, spec: { owner: 'pay', system: 'payments' } },
  {
    kind: 'Component',
    metadata: {
      name: 'payments',
      title: 'Payments',
      labels: { 'countersign.dev/tier': '0' },
      annotations: { 'countersign.dev/aliases': 'pay.internal, k8s/payments' },
      tags: ['personal-data'],
    },
    spec: {
      lifecycle: 'production',
      owner: 'group:pay',
      system: 'payments',
      dependsOn: ['resource:ledger', 'no:reference:this'],
      providesApis: ['pay-api'],
    },
  },
  {
    kind: 'Component',
    metadata: { name: 'checkout', namespace: 'shop', annotations: { 'countersign.dev/tier': '9' } },
    spec: { owner: 'default/pay', consumesApis: ['default/pay-api'], dependsOn: ['cart'] },
  },
  { kind: 'Resource', metadata: { name: 'ledger' }, spec: { owner: 'user:ada' } },
];

describe('topologyOfCatalog', () => {
  const topology = topologyOfCatalog(catalog, TAKEN_AT);
  const entity = (ref: string) => topology.entities.find(one => one.ref === ref);

  it('yields a topology of the model', () => {
    expect(topologySchema.parse(topology)).toEqual(topology);
  });

  it('takes facts from where a catalog has them', () => {
    expect(entity('component:default/payments')).toEqual({
      ref: 'component:default/payments',
      title: 'Payments',
      owner: 'group:default/pay',
      system: 'system:default/payments',
      domain: 'domain:default/money',
      tier: 0,
      lifecycle: 'production',
      tags: ['personal-data'],
    });
    expect(entity('resource:default/ledger')?.owner).toBe('user:default/ada');
  });

  it('leaves out a tier that cannot be read', () => {
    expect(entity('component:shop/checkout')).not.toHaveProperty('tier');
  });

  it('draws an edge for every kind of need, and none from a system to its parts', () => {
    expect(topology.edges.map(({ from, to }) => `${from} > ${to}`)).toEqual([
      'api:default/pay-api > system:default/payments',
      'component:default/payments > resource:default/ledger',
      'component:default/payments > system:default/payments',
      'component:shop/checkout > api:default/pay-api',
      'component:shop/checkout > component:default/payments',
      'component:shop/checkout > component:shop/cart',
      'system:default/payments > domain:default/money',
    ]);
  });

  it('keeps groups with their parents, and aliases', () => {
    expect(topology.groups).toEqual([
      { ref: 'group:default/company' },
      { ref: 'group:default/pay', parent: 'group:default/company' },
    ]);
    expect(topology.aliases).toEqual({
      'pay.internal': 'component:default/payments',
      'k8s/payments': 'component:default/payments',
    });
  });

  it('reads the relations that the catalog has made of the specs', () => {
    const relations = [
      { type: 'ownedBy', targetRef: 'group:default/pay' },
      { type: 'partOf', targetRef: 'system:default/payments' },
      { type: 'dependsOn', targetRef: 'resource:default/ledger' },
      { type: 'dependencyOf', targetRef: 'component:default/checkout' },
    ];
    const processed = topologyOfCatalog(
      [
        {
          kind: 'Component',
          metadata: { name: 'payments' },
          spec: { owner: 'ignored' },
          relations,
        },
      ],
      TAKEN_AT,
    );
    expect(processed.entities[0]?.owner).toBe('group:default/pay');
    expect(processed.edges).toEqual([
      { from: 'component:default/checkout', to: 'component:default/payments' },
      { from: 'component:default/payments', to: 'resource:default/ledger' },
      { from: 'component:default/payments', to: 'system:default/payments' },
    ]);
  });
});

import { catalogSnapshotSchema } from '@countersign/model';
import type { CatalogEntity } from './CatalogEntity';
import { catalogSnapshotOf } from './catalogSnapshotOf';
import { topologyOfCatalog } from './topologyOfCatalog';

const TAKEN_AT = '2026-11-22T08:00:00.000Z';
const catalog: CatalogEntity[] = [
  { kind: 'Group', metadata: { name: 'company' }, spec: { members: ['eve', 'nobody'] } },
  {
    kind: 'Group',
    metadata: { name: 'pay', namespace: 'eu' },
    spec: { parent: 'default/company' },
  },
  { kind: 'User', metadata: { name: 'eve' }, spec: { memberOf: ['company', 'eu/pay'] } },
  {
    kind: 'User',
    metadata: { name: 'eve.l', annotations: { 'countersign.dev/same-person-as': 'eve' } },
    relations: [{ type: 'memberOf', targetRef: 'Group:eu/Pay' }],
  },
  { kind: 'Component', metadata: { name: 'ledger' }, spec: { owner: 'eu/pay' } },
];

describe('catalogSnapshotOf', () => {
  const snapshot = catalogSnapshotOf(catalog, TAKEN_AT);

  it('is a topology with people', () => {
    expect(catalogSnapshotSchema.parse(snapshot)).toEqual(snapshot);
    expect(snapshot).toMatchObject(topologyOfCatalog(catalog, TAKEN_AT));
  });

  it('finds memberships at users, at groups and in relations, and other names', () => {
    expect(snapshot.users).toEqual([
      { ref: 'user:default/eve', groups: ['group:default/company', 'group:eu/pay'] },
      {
        ref: 'user:default/eve.l',
        groups: ['group:eu/pay'],
        samePersonAs: 'user:default/eve',
      },
    ]);
  });

  it('knows no agents: the catalog does not', () => {
    expect(snapshot).not.toHaveProperty('agents');
  });
});

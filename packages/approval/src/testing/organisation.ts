import { catalogSnapshotSchema, type CatalogSnapshot } from '@countersign/model';

const group = (name: string, parent?: string) => ({
  ref: `group:default/${name}`,
  ...(parent && { parent: `group:default/${parent}` }),
});
const user = (name: string, ...groups: string[]) => ({
  ref: `user:default/${name}`,
  groups: groups.map(each => `group:default/${each}`),
});
const entity = (ref: string, owner?: string, more: { system?: string } = {}) => ({
  ref,
  ...(owner && { owner: `group:default/${owner}` }),
  ...more,
  tags: [],
});

/**
 * A small organisation for the test documents. Payments has Ada and Ben and, in Cards below it, Cat;
 * Platform has Dan, Eve and Ada by her other name; Solo has Sol alone; nobody is in Archive. Dan and
 * Eve own the agent, which Dan registered. Nobody owns the report, which needs the search.
 */
export const ORGANISATION: CatalogSnapshot = catalogSnapshotSchema.parse({
  takenAt: '2026-11-22T00:00:00.000Z',
  groups: [
    group('company'),
    group('payments', 'company'),
    group('cards', 'payments'),
    group('platform', 'company'),
    group('solo', 'company'),
    group('archive', 'company'),
    group('bots', 'platform'),
  ],
  users: [
    user('ada', 'payments'),
    user('ben', 'payments'),
    user('cat', 'cards'),
    { ...user('ada.l', 'platform'), samePersonAs: 'user:default/ada' },
    user('dan', 'bots'),
    user('eve', 'bots'),
    user('sol', 'solo'),
  ],
  entities: [
    entity('system:default/shop', 'payments'),
    entity('component:default/checkout', 'payments', { system: 'system:default/shop' }),
    entity('component:default/card-vault', 'cards'),
    entity('system:default/search', 'platform'),
    entity('component:default/search', 'platform', { system: 'system:default/search' }),
    entity('component:default/report', undefined, { system: 'system:default/search' }),
    entity('component:default/lonely', 'solo'),
  ],
  edges: [
    { from: 'component:default/checkout', to: 'component:default/card-vault' },
    { from: 'component:default/report', to: 'component:default/search' },
  ],
  aliases: {},
  agents: [
    { id: 'remediator', owner: 'group:default/bots', registeredBy: 'user:default/dan' },
    { id: 'janitor', registeredBy: 'user:default/left-the-company' },
  ],
  executors: [{ id: 'runner', owner: 'group:default/platform' }],
} satisfies CatalogSnapshot);

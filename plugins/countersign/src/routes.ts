import { createRouteRef, createSubRouteRef } from '@backstage/core-plugin-api';

/*
 * References made by `core-plugin-api` serve both frontend systems, so that the components link
 * alike in either.
 */

/** The portal's root, `/countersign` unless the app mounts it elsewhere. */
export const rootRouteRef = createRouteRef({ id: 'countersign' });

/** The queue. */
export const queueRouteRef = createSubRouteRef({
  id: 'countersign/requests',
  parent: rootRouteRef,
  path: '/requests',
});

/** One request. */
export const requestRouteRef = createSubRouteRef({
  id: 'countersign/request',
  parent: rootRouteRef,
  path: '/requests/:id',
});

/** The policies in force. */
export const policiesRouteRef = createSubRouteRef({
  id: 'countersign/policies',
  parent: rootRouteRef,
  path: '/policies',
});

/** One policy's text. */
export const policyRouteRef = createSubRouteRef({
  id: 'countersign/policy',
  parent: rootRouteRef,
  path: '/policies/:name',
});

/** The ledger. */
export const ledgerRouteRef = createSubRouteRef({
  id: 'countersign/ledger',
  parent: rootRouteRef,
  path: '/ledger',
});

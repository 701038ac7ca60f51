import { renderTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { countersignApiRef, type CountersignApi } from '../api/countersignApiRef';
import { countersignPlugin } from '../plugin';

/** Mounts the whole plugin in a test app, at an address, over a Countersign that the test gives. */
export function renderPortal(path: string, api: CountersignApi) {
  return renderTestApp({
    features: [countersignPlugin],
    apis: [[countersignApiRef, api]],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    initialRouteEntries: [path],
  });
}

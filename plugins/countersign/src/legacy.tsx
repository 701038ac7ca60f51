/**
 * The same pages, cards and tabs for an app in Backstage's classic frontend system.
 *
 * @packageDocumentation
 */
import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { countersignApiRef } from './api/countersignApiRef';
import { createCountersignApi } from './api/createCountersignApi';
import { rootRouteRef } from './routes';

export { countersignApiRef, type CountersignApi } from './api/countersignApiRef';
export { countersignTranslationRef } from './translation/countersignTranslationRef';
export { isApprovalTarget } from './entity/entityFilter';

/** Countersign in the classic frontend system. */
export const countersignPlugin = createPlugin({
  id: 'countersign',
  apis: [
    createApiFactory({
      api: countersignApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: createCountersignApi,
    }),
  ],
  routes: { root: rootRouteRef },
});

/** Every page; mount it at `/countersign`, where notifications link to. */
export const CountersignPage = countersignPlugin.provide(
  createRoutableExtension({
    name: 'CountersignPage',
    mountPoint: rootRouteRef,
    component: async () => {
      const { ClassicPage } = await import('./ClassicPage');
      return ClassicPage;
    },
  }),
);

/** The tab "Approvals" for an entity's page. */
export const EntityCountersignContent = countersignPlugin.provide(
  createComponentExtension({
    name: 'EntityCountersignContent',
    component: {
      lazy: async () => {
        const { EntityApprovalsContent } = await import('./entity/EntityApprovalsContent');
        return EntityApprovalsContent;
      },
    },
  }),
);

/** The card "Approvals" for an entity's overview. */
export const EntityCountersignCard = countersignPlugin.provide(
  createComponentExtension({
    name: 'EntityCountersignCard',
    component: {
      lazy: async () => {
        const { EntityApprovalsCard } = await import('./entity/EntityApprovalsCard');
        return EntityApprovalsCard;
      },
    },
  }),
);

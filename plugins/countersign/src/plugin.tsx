import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import { EntityCardBlueprint, EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { RiShieldCheckLine } from '@remixicon/react';
import { countersignApiRef } from './api/countersignApiRef';
import { createCountersignApi } from './api/createCountersignApi';
import { isApprovalTarget } from './entity/entityFilter';
import { rootRouteRef } from './routes';

const countersignApi = ApiBlueprint.make({
  name: 'client',
  params: defineParams =>
    defineParams({
      api: countersignApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: createCountersignApi,
    }),
});

const page = PageBlueprint.make({
  params: {
    path: '/countersign',
    title: 'Countersign',
    icon: <RiShieldCheckLine fontSize="inherit" />,
    routeRef: rootRouteRef,
  },
});

const queue = SubPageBlueprint.make({
  name: 'requests',
  params: {
    path: 'requests',
    title: 'Queue',
    loader: async () => {
      const { QueueRoutes } = await import('./queue/QueueRoutes');
      return <QueueRoutes />;
    },
  },
});

const policies = SubPageBlueprint.make({
  name: 'policies',
  params: {
    path: 'policies',
    title: 'Policies',
    loader: async () => {
      const { PolicyRoutes } = await import('./policies/PolicyRoutes');
      return <PolicyRoutes />;
    },
  },
});

const ledger = SubPageBlueprint.make({
  name: 'ledger',
  params: {
    path: 'ledger',
    title: 'Ledger',
    loader: async () => {
      const { LedgerRoutes } = await import('./ledger/LedgerRoutes');
      return <LedgerRoutes />;
    },
  },
});

const entityContent = EntityContentBlueprint.make({
  name: 'approvals',
  params: {
    path: '/approvals',
    title: 'Approvals',
    group: 'operation',
    filter: isApprovalTarget,
    loader: async () => {
      const { EntityApprovalsContent } = await import('./entity/EntityApprovalsContent');
      return <EntityApprovalsContent />;
    },
  },
});

const entityCard = EntityCardBlueprint.make({
  name: 'approvals',
  params: {
    type: 'info',
    filter: isApprovalTarget,
    loader: async () => {
      const { EntityApprovalsCard } = await import('./entity/EntityApprovalsCard');
      return <EntityApprovalsCard />;
    },
  },
});

/** Countersign in Backstage's frontend system. */
export const countersignPlugin = createFrontendPlugin({
  pluginId: 'countersign',
  title: 'Countersign',
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef },
  extensions: [countersignApi, page, queue, policies, ledger, entityContent, entityCard],
});

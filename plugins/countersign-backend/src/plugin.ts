import { coreServices, createBackendPlugin } from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { countersignPermissions } from '@countersign/backstage-plugin-countersign-common';
import { countersignCallersExtensionPoint } from '@countersign/backstage-plugin-countersign-node';
import { createDatabaseStore } from '@countersign/store';
import { CallerAuth } from './callers/CallerAuth';
import { Registry } from './callers/Registry';
import { CatalogSnapshots } from './catalog/CatalogSnapshots';
import { readSettings } from './config/readSettings';
import { createRouter } from './http/createRouter';
import { openFileKeys } from './keys/openFileKeys';
import { OutboxDelivery } from './notifications/OutboxDelivery';
import { PoliciesInForce } from './policies/PoliciesInForce';
import { startPolicySource } from './policies/startPolicySource';
import { createServices } from './Services';
import { startBackground } from './startBackground';

/** Countersign: which actions of autonomous agents run by themselves, which need a person, and which person. */
export const countersignPlugin = createBackendPlugin({
  pluginId: 'countersign',
  register(env) {
    const registry = new Registry();
    env.registerExtensionPoint(countersignCallersExtensionPoint, registry);
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalogService: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        urlReader: coreServices.urlReader,
      },
      async init(deps) {
        const { auth, httpAuth, permissions, logger, discovery } = deps;
        const settings = readSettings(deps.config);
        settings.agents.forEach(agent => registry.addAgent(agent));
        settings.executors.forEach(executor => registry.addExecutor(executor));
        settings.readers.forEach(reader => registry.addReader(reader));
        deps.permissionsRegistry.addPermissions([...countersignPermissions]);

        const keys = await openFileKeys(settings.keys.directory, settings.ledger.origin, logger);
        const store = await createDatabaseStore({
          knex: await deps.database.getClient(),
          migrate: !deps.database.migrations?.skip,
        });
        const catalog = new CatalogSnapshots({ catalog: deps.catalogService, auth, logger });
        const policies = new PoliciesInForce({ logger });
        const delivery = new OutboxDelivery({
          ...deps,
          store,
          source: `/countersign/${settings.ledger.origin}`,
        });
        const background = startBackground({ ...deps, store, keys, settings, catalog, delivery });
        const services = createServices({
          store,
          transact: background.transact,
          settings,
          callers: new CallerAuth({ auth, httpAuth, permissions, registry }),
          registry,
          catalog,
          policies,
          keys,
          sequencer: background.sequencer,
          requestsEndpoint: async () =>
            `${await discovery.getExternalBaseUrl('countersign')}/access/v1/requests`,
        });
        await startPolicySource({ ...deps, store, settings, transact: background.transact });

        deps.httpRouter.use(createRouter(services, logger));
        deps.httpRouter.addAuthPolicy({ path: '/', allow: 'unauthenticated' });
      },
    });
  },
});

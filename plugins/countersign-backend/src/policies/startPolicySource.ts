import type {
  LoggerService,
  SchedulerService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import type { CountersignStore } from '@countersign/store';
import type { Settings } from '../config/Settings';
import type { Transact } from '../transactions/Transact';
import { GitPolicySource } from './GitPolicySource';
import { seedPolicies } from './seedPolicies';

/** Starts what feeds the version store: a folder that seeds it once, or a repository that is polled. */
export async function startPolicySource(deps: {
  settings: Settings;
  store: CountersignStore;
  transact: Transact;
  scheduler: SchedulerService;
  urlReader: UrlReaderService;
  logger: LoggerService;
}): Promise<void> {
  const { settings, store, transact, scheduler, urlReader, logger } = deps;
  const { policies } = settings;
  if (policies.source === 'git') {
    const source = new GitPolicySource({
      url: policies.url,
      reader: urlReader,
      reads: store,
      transact,
      logger,
    });
    await scheduler.scheduleTask({
      id: 'countersign-policies',
      frequency: { seconds: policies.pollSeconds },
      timeout: { minutes: 5 },
      scope: 'local',
      fn: () => source.poll(),
    });
  } else if (policies.seed !== undefined) {
    await seedPolicies({ folder: policies.seed, reads: store, transact, logger });
  }
}

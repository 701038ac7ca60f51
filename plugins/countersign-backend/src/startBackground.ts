import type {
  LifecycleService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { Sequencer, type CountersignStore, type SequencerHealth } from '@countersign/store';
import { parseVerifierKey } from '@countersign/tlog';
import type { CatalogSnapshots } from './catalog/CatalogSnapshots';
import type { Settings } from './config/Settings';
import type { SigningKeys } from './keys/SigningKeys';
import type { OutboxDelivery } from './notifications/OutboxDelivery';
import { sweep } from './transactions/sweep';
import type { Transact } from './transactions/Transact';
import { WorkLoop } from './transactions/WorkLoop';

const DELIVERY_PAUSE_MS = 200;
const HEARTBEAT_SECONDS = 10;

/**
 * Starts what runs behind the requests: sealing the ledger, delivering messages, moving what time
 * has moved, reading the catalog. A commit wakes the delivery; the scheduler's heartbeat finds what
 * another replica left behind. It is a heartbeat and no more: nothing depends on when it beats.
 */
export function startBackground(deps: {
  store: CountersignStore;
  keys: SigningKeys;
  settings: Settings;
  catalog: CatalogSnapshots;
  delivery: OutboxDelivery;
  scheduler: SchedulerService;
  lifecycle: LifecycleService;
  logger: LoggerService;
}): { transact: Transact; sequencer: Sequencer } {
  const { store, keys, settings, catalog, delivery, scheduler, lifecycle, logger } = deps;
  const sequencer = new Sequencer({
    store,
    origin: settings.ledger.origin,
    signer: keys.ledger,
    verifiers: [parseVerifierKey(keys.ledgerVerifierKey)],
    onHealth: health => logHealth(logger, health),
  });
  const delivering = new WorkLoop({
    name: 'Delivering messages',
    work: () => delivery.deliver(),
    pauseMs: DELIVERY_PAUSE_MS,
    logger,
  });
  const transact: Transact = async work => {
    const result = await store.transaction(work);
    delivering.wake();
    return result;
  };

  const every = (id: string, seconds: number, fn: () => Promise<void>) =>
    scheduler.scheduleTask({
      id,
      frequency: { seconds },
      timeout: { minutes: 2 },
      scope: 'local',
      fn,
    });
  void every('countersign-heartbeat', HEARTBEAT_SECONDS, async () => {
    await sweep(transact);
    delivering.wake();
    if (!catalog.current().read) {
      await catalog.refresh();
    }
  });
  void every('countersign-catalog', settings.catalog.refreshSeconds, () => catalog.refresh());
  lifecycle.addShutdownHook(async () => {
    await Promise.all([sequencer.stop(), delivering.stop()]);
  });
  sequencer.start();
  return { transact, sequencer };
}

function logHealth(logger: LoggerService, { state, because, exports }: SequencerHealth): void {
  if (state === 'refusing') {
    logger.error(`The ledger contradicts itself and nothing is sealed: ${because}`);
  } else if (state === 'failing') {
    logger.warn(`The ledger could not be sealed and is tried again: ${because}`);
  } else if (exports) {
    logger.warn('A checkpoint could not be exported', exports);
  } else {
    logger.debug(`The ledger is ${state}`);
  }
}

import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import {
  COUNTERSIGN_CHANNEL,
  COUNTERSIGN_EVENTS_TOPIC,
  requestPath,
  type CountersignSignal,
} from '@countersign/backstage-plugin-countersign-common';
import type { CountersignStore, OutboxMessage } from '@countersign/store';
import { ASK_TOPIC, type AskPayload } from './askPeople';
import { cloudEventOf, type EventPayload } from './cloudEventOf';

const BATCH = 50;
const CLAIM_SECONDS = 60;
/** After so many tries over about an hour a message is given up: the queue still shows its request. */
const MAX_ATTEMPTS = 12;
const LONGEST_PAUSE_SECONDS = 600;

/**
 * Delivers the outbox: each person who is asked gets one notification, and each transition becomes
 * an event and a signal to the open pages. A message is claimed, sent and completed; one whose
 * deliverer dies is sent again, and its key lets receivers know the double.
 */
export class OutboxDelivery {
  constructor(
    private readonly deps: {
      store: CountersignStore;
      notifications: NotificationService;
      signals: SignalsService;
      events: EventsService;
      logger: LoggerService;
      /** The `source` of events. */
      source: string;
    },
  ) {}

  /** Delivers what is due; true when more may be. */
  async deliver(): Promise<boolean> {
    const { store } = this.deps;
    const messages = await store.transaction(async tx => {
      const at = await tx.now();
      return tx.claimMessages({ at, claimUntil: secondsAfter(at, CLAIM_SECONDS), limit: BATCH });
    });
    await Promise.all(messages.map(message => this.deliverOne(message)));
    return messages.length === BATCH;
  }

  private async deliverOne(message: OutboxMessage): Promise<void> {
    const { store, logger } = this.deps;
    const error = await this.send(message).then(
      () => undefined,
      (reason: unknown) => (reason instanceof Error ? reason.name : 'Error'),
    );
    const givenUp = error !== undefined && message.attempts >= MAX_ATTEMPTS;
    if (givenUp) {
      logger.warn('A message could not be delivered and is given up', {
        topic: message.topic,
        error,
      });
    }
    await store.transaction(async tx => {
      const at = await tx.now();
      if (error === undefined || givenUp) {
        await tx.completeMessage(message.id, at);
      } else {
        const pause = Math.min(2 ** message.attempts, LONGEST_PAUSE_SECONDS);
        await tx.retryMessage(message.id, secondsAfter(at, pause), error);
      }
    });
  }

  private async send(message: OutboxMessage): Promise<void> {
    switch (message.topic) {
      case ASK_TOPIC:
        return this.ask(message.key, message.payload as AskPayload);
      case COUNTERSIGN_EVENTS_TOPIC:
        return this.tell(message.id, message.payload as EventPayload);
      default:
        throw new TypeError(`Nobody delivers messages of the topic ${message.topic}`);
    }
  }

  private async ask(key: string, ask: AskPayload): Promise<void> {
    await this.deps.notifications.send({
      recipients: { type: 'entity', entityRef: ask.person },
      payload: {
        title: ask.title,
        description: ask.description,
        link: requestPath(ask.requestId),
        severity: ask.level === 'low' || ask.level === 'moderate' ? 'normal' : 'high',
        topic: 'countersign',
        // The same scope again updates the notification instead of adding one.
        scope: key,
      },
    });
  }

  private async tell(id: string, payload: EventPayload): Promise<void> {
    const { events, signals, source } = this.deps;
    await events.publish({
      topic: COUNTERSIGN_EVENTS_TOPIC,
      eventPayload: cloudEventOf(id, source, payload),
    });
    if (payload.type.startsWith('request.')) {
      await signals.publish<CountersignSignal>({
        recipients: { type: 'broadcast' },
        channel: COUNTERSIGN_CHANNEL,
        message: { type: payload.type, requestId: payload.id },
      });
    }
  }
}

function secondsAfter(instant: string, seconds: number): string {
  return new Date(Date.parse(instant) + seconds * 1000).toISOString();
}

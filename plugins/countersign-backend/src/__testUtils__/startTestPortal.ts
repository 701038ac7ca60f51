import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  createMockDirectory,
  mockCredentials,
  mockServices,
  startTestBackend,
  type MockDirectory,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  notificationService,
  type NotificationSendOptions,
} from '@backstage/plugin-notifications-node';
import { CountersignClient } from '@countersign/client';
import type { JsonObject, Proposal } from '@countersign/model';
import type { Knex } from 'knex';
import { countersignPlugin } from '../plugin';
import { ENTITIES, GUARDRAIL } from './organisation';

/** Whose tokens a test may use. `agent` is ops-agent with its executor ops-exec. */
export const TOKENS = {
  agent: service('ops-agent'),
  otherAgent: service('other-agent'),
  runner: service('separate-runner'),
  reader: service('ci-reader'),
  invalid: mockCredentials.user.invalidToken(),
  stranger: service('nobody-registered-me'),
  ada: mockCredentials.user.token('user:default/ada'),
  ben: mockCredentials.user.token('user:default/ben'),
  rita: mockCredentials.user.token('user:default/rita'),
  carl: mockCredentials.user.token('user:default/carl'),
  pat: mockCredentials.user.token('user:default/pat'),
  adaThroughAService: mockCredentials.user.token('user:default/ada', {
    actor: { subject: 'plugin:mcp-actions' },
  }),
};

function service(subject: string): string {
  return mockCredentials.service.token({
    onBehalfOf: mockCredentials.service(subject),
    targetPluginId: 'countersign',
  });
}

/** A Countersign that runs on real HTTP, with a mock catalog and a real database. */
export interface TestPortal {
  baseUrl: string;
  knex: Knex;
  directory: MockDirectory;
  sent: NotificationSendOptions[];
  client(who: keyof typeof TOKENS): CountersignClient;
  /** Sends a request as it is given. */
  send(who: keyof typeof TOKENS | undefined, path: string, init?: RequestInit): Promise<Response>;
  /** Rows of every table that a call could have written to. */
  counts(): Promise<Record<string, number>>;
  stop(): Promise<void>;
}

const TABLES = [
  'packets',
  'evaluations',
  'requests',
  'request_assignments',
  'reviews',
  'approvals',
  'grants',
  'redemptions',
  'outcomes',
  'ledger_entries',
  'idempotency_keys',
];

export async function startTestPortal(
  knex: Knex,
  options: { policies?: Record<string, string>; config?: JsonObject } = {},
): Promise<TestPortal> {
  const directory = createMockDirectory({
    content: { policies: options.policies ?? { 'guardrail.policy.yaml': GUARDRAIL } },
  });
  const sent: NotificationSendOptions[] = [];
  const backend = await startTestBackend({
    features: [
      countersignPlugin,
      catalogServiceMock.factory({ entities: ENTITIES }),
      mockServices.database.factory({ knex }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'https://portal.example.com' },
          backend: { baseUrl: 'http://localhost:7007' },
          countersign: {
            enforcement: { default: 'enforce' },
            policies: { seed: directory.resolve('policies') },
            keys: { directory: directory.resolve('keys') },
            agents: [
              {
                id: 'ops-agent',
                principal: 'ops-agent',
                owner: 'group:default/platform',
                registeredBy: 'user:default/rita',
              },
              { id: 'other-agent', principal: 'other-agent', owner: 'group:default/shop' },
            ],
            executors: [
              {
                id: 'ops-exec',
                principal: 'ops-agent',
                profile: 'exec',
                owner: 'group:default/platform',
              },
              {
                id: 'runner',
                principal: 'separate-runner',
                profile: 'exec',
                owner: 'group:default/platform',
              },
            ],
            readers: [
              {
                principal: 'ci-reader',
                permissions: ['countersign.recordings.export', 'countersign.ledger.read'],
              },
            ],
            ...options.config,
          },
        },
      }),
      createServiceFactory({
        service: notificationService,
        deps: {},
        factory: () => ({
          send: async (message: NotificationSendOptions) => {
            sent.push(message);
          },
        }),
      }),
    ],
  });
  const baseUrl = `http://localhost:${backend.server.port()}/api/countersign`;
  return {
    baseUrl,
    knex,
    directory,
    sent,
    client: who => new CountersignClient({ baseUrl, token: async () => TOKENS[who] }),
    send: (who, path, init = {}) =>
      fetch(`${baseUrl}/${path}`, {
        ...init,
        headers: {
          ...(init.body !== undefined && { 'content-type': 'application/json' }),
          ...(who && { authorization: `Bearer ${TOKENS[who]}` }),
          ...(init.headers as Record<string, string>),
        },
      }),
    counts: async () =>
      Object.fromEntries(
        await Promise.all(
          TABLES.map(async table => {
            const [row] = await knex(table).count({ count: '*' });
            return [table, Number(row!.count)] as const;
          }),
        ),
      ),
    stop: () => backend.stop(),
  };
}

/** Asks whether the agent may restart something; moderate for payments-api, low for playground. */
export function restart(
  component: string,
  more: {
    context?: Proposal['context'];
    properties?: JsonObject;
    name?: string;
    agent?: string;
  } = {},
): Proposal {
  return {
    subject: { type: 'agent', id: more.agent ?? 'ops-agent' },
    action: {
      name: more.name ?? 'service.restart',
      properties: more.properties ?? { argv: ['kubectl', 'rollout', 'restart'], replicas: 3 },
    },
    resource: { type: 'component', id: `component:default/${component}` },
    context: {
      executor: 'ops-exec',
      rationale: 'Memory grows without end since the last deployment.',
      ...more.context,
    },
  };
}

import { fork, type ChildProcess as NodeChild } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createDevelopmentIdentityProvider } from '@countersign/example';
import { stringify } from 'yaml';
import { ChildProcess } from './ChildProcess';
import { DATABASE_PASSWORD, DATABASE_USER } from './DatabaseServer';
import { findFreePort } from './findFreePort';
import type { PortalOptions } from './options';
import { loadSecrets, type PortalSecrets } from './secrets';
import { waitForCatalog } from './waitForCatalog';
import { waitUntilReady } from './waitUntilReady';
import { writeAgentEnvironment } from './writeAgentEnvironment';

const root = resolve(__dirname, '../..');

/** Agents of the example organisation that have a token, each with the executor it runs on. */
const AGENTS = { remediator: 'remediation-runner', deployer: 'deploy-runner' };

/** A running example portal. */
export interface Portal {
  appUrl: string;
  backendUrl: string;
  /** Base of Countersign's HTTP interface. */
  countersignUrl: string;
  identityProviderUrl: string;
  secrets: PortalSecrets;
  dataDirectory: string;
  /** Settles with a sentence when one of its processes ends unasked. */
  failed: Promise<string>;
  /** Ends everything in order: agent, page, backend, identity provider, database. */
  stop(): Promise<void>;
}

/**
 * Starts the example portal: database, development identity provider, backend, page, agent.
 *
 * @param report - told each step in a few words
 * @param signal - abandons the start
 * @throws Error saying which part did not start and what it printed last; nothing is left running.
 */
export async function startPortal(
  options: PortalOptions,
  report: (step: string) => void,
  signal?: AbortSignal,
): Promise<Portal> {
  const dataDirectory = resolve(root, options.dataDirectory);
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (let last = stops.pop(); last; last = stops.pop()) {
      await last();
    }
  };
  try {
    await mkdir(dataDirectory, { recursive: true });
    const secrets = await loadSecrets(join(dataDirectory, 'secrets.json'), Object.keys(AGENTS));
    const ports = await choosePorts(options);
    const appUrl = `http://localhost:${ports.app}`;
    const backendUrl = `http://localhost:${ports.backend}`;

    let database: object;
    if (options.sqlite) {
      const directory = join(dataDirectory, 'sqlite');
      await mkdir(directory, { recursive: true });
      database = { client: 'better-sqlite3', connection: { directory } };
      report('Data in SQLite files');
    } else {
      const directory = join(dataDirectory, 'postgres');
      stops.push(await startDatabase(directory, ports.database));
      database = {
        client: 'pg',
        connection: {
          host: '127.0.0.1',
          port: ports.database,
          user: DATABASE_USER,
          password: DATABASE_PASSWORD,
        },
      };
      report(`PostgreSQL on port ${ports.database}`);
    }

    const identityProvider = createDevelopmentIdentityProvider({
      clientSecret: secrets.identityProviderClient,
    });
    const { issuer, close } = await identityProvider.listen({
      port: ports.identityProvider,
      redirectUris: [`${backendUrl}/api/auth/oidc/handler/frame`],
    });
    stops.push(close);
    report(`Development identity provider on port ${ports.identityProvider}`);

    const portalConfig = join(dataDirectory, 'app-config.portal.yaml');
    await writeFile(
      portalConfig,
      stringify({
        app: { baseUrl: appUrl },
        backend: {
          baseUrl: backendUrl,
          listen: { host: '127.0.0.1', port: ports.backend },
          cors: { origin: appUrl },
          database,
        },
        countersign: {
          keys: { directory: join(dataDirectory, 'keys') },
          // A newcomer who edits the catalog should not have to wait a minute.
          catalog: { refreshSeconds: 5 },
        },
      }),
    );
    const env: NodeJS.ProcessEnv = {
      ...process.env,
      NODE_OPTIONS: '--no-deprecation',
      AUTH_SESSION_SECRET: secrets.session,
      OIDC_METADATA_URL: `${issuer}/.well-known/openid-configuration`,
      OIDC_CLIENT_ID: 'countersign-portal',
      OIDC_CLIENT_SECRET: secrets.identityProviderClient,
      ...Object.fromEntries(
        Object.keys(AGENTS).map(id => [
          `COUNTERSIGN_${id.toUpperCase()}_TOKEN`,
          secrets.agents[id],
        ]),
      ),
      BACKSTAGE_TELEMETRY: 'off',
    };
    const configs = [
      join(root, 'app-config.yaml'),
      join(root, 'packages/example/app-config.example.yaml'),
      portalConfig,
    ].flatMap(file => ['--config', file]);
    const start = (name: string, cwd: string) => {
      const child = new ChildProcess(
        name,
        process.execPath,
        [join(root, 'node_modules/.bin/backstage-cli'), 'package', 'start', ...configs],
        {
          cwd: join(root, cwd),
          env,
          logFile: join(dataDirectory, 'logs', `${name}.log`),
          verbose: options.verbose,
        },
      );
      stops.push(() => child.stop());
      return child;
    };
    const page = start('page', 'packages/app');
    const backend = start('backend', 'packages/backend');
    const ended = watch([page, backend]);
    const abandoned = () => (signal?.aborted ? 'The start was interrupted' : ended.fault());

    await waitUntilReady(`${backendUrl}/.backstage/health/v1/readiness`, {
      seconds: 180,
      abandoned,
    });
    report('Backend');
    await waitUntilReady(appUrl, { seconds: 180, abandoned: ended.fault });
    report('Page');

    const countersignUrl = `${backendUrl}/api/countersign`;
    await waitForCatalog(
      { countersignUrl, token: secrets.agents.deployer! },
      { seconds: 120, abandoned },
    );
    report('Catalog');
    await writeAgentEnvironment(dataDirectory, {
      url: countersignUrl,
      token: secrets.agents.deployer!,
      id: 'deployer',
      executor: AGENTS.deployer,
    });
    const run = (name: string, script: string, extra: NodeJS.ProcessEnv) => {
      const child = new ChildProcess(
        name,
        process.execPath,
        ['--import', 'tsx', join(root, script)],
        {
          cwd: root,
          env: { ...process.env, ...extra },
          logFile: join(dataDirectory, 'logs', `${name}.log`),
          verbose: options.verbose,
        },
      );
      stops.push(() => child.stop());
    };
    if (options.agent) {
      run('agent', 'packages/example/src/commands/agent.ts', {
        COUNTERSIGN_URL: countersignUrl,
        COUNTERSIGN_TOKEN: secrets.agents.remediator,
      });
    }
    if (options.recordings) {
      run('recordings', 'scripts/portal/writeExampleRecordings.ts', {});
    }
    return {
      appUrl,
      backendUrl,
      countersignUrl,
      identityProviderUrl: issuer,
      secrets,
      dataDirectory,
      failed: ended.first,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function choosePorts(options: PortalOptions) {
  const taken: number[] = [];
  const next = async (from: number) => {
    const port = await findFreePort(from, taken);
    taken.push(port);
    return port;
  };
  return {
    app: await next(options.ports.app),
    backend: await next(options.ports.backend),
    identityProvider: await next(options.ports.identityProvider),
    database: await next(54320),
  };
}

/** Forks the database's process and returns how to stop it. */
async function startDatabase(directory: string, port: number): Promise<() => Promise<void>> {
  const child: NodeChild = fork(join(__dirname, 'databaseProcess.ts'), [directory, String(port)], {
    execArgv: ['--import', 'tsx'],
    detached: true,
  });
  const exited = new Promise<void>(done => child.once('exit', () => done()));
  await new Promise<void>((ready, fail) => {
    child.once('message', (message: 'ready' | { fault: string }) =>
      message === 'ready' ? ready() : fail(new Error(message.fault)),
    );
    child.once('exit', () => fail(new Error('The database process ended before it was ready')));
  });
  return async () => {
    if (child.connected) {
      child.send('stop');
    }
    await exited;
  };
}

/** Notices when one of the processes ends, or says that it cannot start. */
function watch(children: readonly ChildProcess[]) {
  const describe = (child: ChildProcess, what: string) =>
    [`The ${child.name} process ${what}. It printed last:`, ...child.lastLines()].join('\n');
  let fault: string | undefined;
  const first = Promise.race(
    children.map(async child => {
      const code = await child.ended;
      fault ??= describe(child, `ended by itself (code ${code})`);
      return fault;
    }),
  );
  return {
    first,
    fault: () => {
      // Backstage says so and stays, answering that it is not ready.
      const stuck = children.find(child =>
        child.lastLines().some(line => line.includes('Backend startup failed')),
      );
      return fault ?? (stuck && describe(stuck, 'could not start'));
    },
  };
}

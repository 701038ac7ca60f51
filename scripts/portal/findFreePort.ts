import { createServer } from 'node:net';

/**
 * The first free port on loopback from `from` on, skipping `taken`.
 *
 * @throws Error when none of 100 is free.
 */
export async function findFreePort(from: number, taken: readonly number[] = []): Promise<number> {
  for (let port = from; port < from + 100; port++) {
    if (!taken.includes(port) && (await isFree(port, '127.0.0.1')) && (await isFree(port, '::1'))) {
      return port;
    }
  }
  throw new Error(`No port is free between ${from} and ${from + 99}`);
}

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise(resolve => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) =>
      // A machine without IPv6 cannot have somebody listening there.
      resolve(error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT'),
    );
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

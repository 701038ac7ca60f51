import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { startPortal, type Portal } from '../../../scripts/portal/startPortal';

/** A portal of its own for one file of tests: fresh data, other ports, no live agent. */
export function startTestPortal(name: string, more: { sqlite?: boolean } = {}): Promise<Portal> {
  const dataDirectory = `.data/${name}`;
  rmSync(resolve(__dirname, '../../..', dataDirectory), { recursive: true, force: true });
  return startPortal(
    {
      sqlite: false,
      agent: false,
      recordings: false,
      verbose: false,
      dataDirectory,
      ports: { app: 3400, backend: 7400, identityProvider: 7480 },
      ...more,
    },
    step => console.log(`  portal: ${step}`),
  );
}

import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Secrets of one installation of the example portal, made at its first start. */
export interface PortalSecrets {
  session: string;
  identityProviderClient: string;
  /** Bearer tokens by agent id. */
  agents: Record<string, string>;
}

/** Reads the secrets, or makes them; the file is readable by its owner only. */
export async function loadSecrets(file: string, agents: readonly string[]): Promise<PortalSecrets> {
  const kept = await readFile(file, 'utf8').then(
    text => JSON.parse(text) as Partial<PortalSecrets>,
    () => ({}) as Partial<PortalSecrets>,
  );
  const secret = () => randomBytes(24).toString('base64url');
  const secrets: PortalSecrets = {
    session: kept.session ?? secret(),
    identityProviderClient: kept.identityProviderClient ?? secret(),
    agents: Object.fromEntries(agents.map(id => [id, kept.agents?.[id] ?? secret()])),
  };
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  return secrets;
}

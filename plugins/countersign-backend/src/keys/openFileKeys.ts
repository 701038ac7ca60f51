import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, stat, unlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  createEd25519Signer,
  ed25519PublicKey,
  formatVerifierKey,
  fromBase64,
  toBase64,
} from '@countersign/tlog';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import type { SigningKeys } from './SigningKeys';
import { TokenKey } from './TokenKey';

/**
 * Keys in files that only this process may read, made on the first start. Replicas share the folder;
 * of several that start at once one makes each key and the others read it. Back the folder up apart
 * from the database: whoever has both can rewrite history.
 *
 * @param origin - the ledger's origin, which names its key
 * @throws Error when a key file can be read by others, or is not a key
 */
export async function openFileKeys(
  folder: string,
  origin: string,
  logger: LoggerService,
): Promise<SigningKeys> {
  const directory = resolve(folder);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const open = (name: string, make: () => Promise<string>) =>
    readOrMake(join(directory, name), make, logger);

  const seedText = await open('ledger.seed', async () => `${toBase64(randomBytes(32))}\n`);
  const seed = fromBase64(seedText.trim());
  if (seed?.length !== 32) {
    throw notAKey(join(directory, 'ledger.seed'));
  }
  const jwkText = await open('grants.jwk.json', makeJwk);
  const jwk = readJwk(jwkText, join(directory, 'grants.jwk.json'));
  const { d: _, ...publicJwk } = jwk;
  return {
    ledger: createEd25519Signer(origin, seed),
    ledgerVerifierKey: formatVerifierKey(origin, ed25519PublicKey(seed)),
    tokens: await TokenKey.create(jwk),
    jwks: { keys: [{ ...publicJwk, use: 'sig', alg: 'EdDSA' }] },
  };
}

async function readOrMake(
  path: string,
  make: () => Promise<string>,
  logger: LoggerService,
): Promise<string> {
  if (!(await stat(path).catch(() => undefined))) {
    const draft = `${path}.${randomUUID()}`;
    await writeFile(draft, await make(), { mode: 0o600, flag: 'wx' });
    try {
      // A link fails where another replica was first, and never shows half a file.
      await link(draft, path);
      logger.info(`Made a new signing key in ${path}`);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
        throw error;
      }
    } finally {
      await unlink(draft);
    }
  }
  const { mode } = await stat(path);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new Error(
      `Others on this machine can read the signing key ${path}, so it is not used. If nobody has, run chmod 600 on it; else replace it.`,
    );
  }
  return readFile(path, 'utf8');
}

async function makeJwk(): Promise<string> {
  const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const jwk = await exportJWK(privateKey);
  return `${JSON.stringify({ ...jwk, kid: await calculateJwkThumbprint(jwk) })}\n`;
}

function readJwk(text: string, path: string): JWK & { kid: string } {
  try {
    const jwk = JSON.parse(text) as JWK;
    if (jwk.kty === 'OKP' && jwk.crv === 'Ed25519' && jwk.d && jwk.kid) {
      return { ...jwk, kid: jwk.kid };
    }
  } catch {
    // Not JSON.
  }
  throw notAKey(path);
}

function notAKey(path: string): Error {
  return new Error(
    `${path} is not a signing key of Countersign. Put the key back from its backup; removing the file makes a new key, which older checkpoints do not verify under.`,
  );
}

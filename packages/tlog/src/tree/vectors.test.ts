/** The proofs published by transparency-dev/merkle, good and bad, each named by its fault. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifyConsistency, verifyInclusion } from './verify';

const folder = join(__dirname, '../../../../../shared/vectors/rfc6962');

interface Vector {
  wantErr: boolean;
  proof: string[] | null;
  [member: string]: unknown;
}

const bytes = (text: unknown) =>
  new Uint8Array(Buffer.from((text as string | null) ?? '', 'base64'));

const present = existsSync(folder);
const absent: [string, Vector] = ['none', { wantErr: true, proof: [] }];
const name = present
  ? 'the published proofs of RFC 6962 trees'
  : 'the published proofs of RFC 6962 trees (skipped: ../shared/vectors/rfc6962 is not here)';

function vectorsOf(kind: string): [name: string, vector: Vector][] {
  if (!present) {
    return [absent];
  }
  return readdirSync(join(folder, kind), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.json'))
    .sort()
    .map(name => [name, JSON.parse(readFileSync(join(folder, kind, name), 'utf8')) as Vector]);
}

(present ? describe : describe.skip)(name, () => {
  it.each(vectorsOf('inclusion'))('inclusion: %s', (_, vector) => {
    const verified = verifyInclusion({
      index: vector.leafIdx as number,
      size: vector.treeSize as number,
      leafHash: bytes(vector.leafHash),
      root: bytes(vector.root),
      proof: (vector.proof ?? []).map(bytes),
    });
    expect(verified).toBe(!vector.wantErr);
  });

  it.each(vectorsOf('consistency'))('consistency: %s', (_, vector) => {
    const verified = verifyConsistency({
      size1: vector.size1 as number,
      size2: vector.size2 as number,
      root1: bytes(vector.root1),
      root2: bytes(vector.root2),
      proof: (vector.proof ?? []).map(bytes),
    });
    expect(verified).toBe(!vector.wantErr);
  });
});

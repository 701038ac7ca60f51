/**
 * RFC 6962, sections 2.1 to 2.1.2, transcribed as they stand: slow, and obviously what the text
 * says. The tests hold the fast code against it.
 */
import { emptyRoot, leafHash, nodeHash } from '../tree/hashing';

type Entries = readonly Uint8Array[];

/** MTH(D[n]). */
export function mth(d: Entries): Uint8Array {
  if (d.length === 0) {
    return emptyRoot();
  }
  if (d.length === 1) {
    return leafHash(d[0]!);
  }
  const k = largestPowerOfTwoBelow(d.length);
  return nodeHash(mth(d.slice(0, k)), mth(d.slice(k)));
}

/** PATH(m, D[n]). */
export function path(m: number, d: Entries): Uint8Array[] {
  if (d.length === 1) {
    return [];
  }
  const k = largestPowerOfTwoBelow(d.length);
  return m < k
    ? [...path(m, d.slice(0, k)), mth(d.slice(k))]
    : [...path(m - k, d.slice(k)), mth(d.slice(0, k))];
}

/** PROOF(m, D[n]). */
export function proof(m: number, d: Entries): Uint8Array[] {
  return subproof(m, d, true);
}

function subproof(m: number, d: Entries, b: boolean): Uint8Array[] {
  if (m === d.length) {
    return b ? [] : [mth(d)];
  }
  const k = largestPowerOfTwoBelow(d.length);
  return m <= k
    ? [...subproof(m, d.slice(0, k), b), mth(d.slice(k))]
    : [...subproof(m - k, d.slice(k), false), mth(d.slice(0, k))];
}

function largestPowerOfTwoBelow(n: number): number {
  return 2 ** (Math.ceil(Math.log2(n)) - 1);
}

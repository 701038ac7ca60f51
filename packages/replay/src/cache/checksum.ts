/** Bytes are summed in groups of so many. */
export const CHECKSUM_GROUP_BYTES = 16;

const MULTIPLIERS = [0x9e3779b1, 0x85ebca77, 0xc2b2ae3d, 0x27d4eb2f] as const;

/**
 * A 64-bit checksum over bytes that come in pieces of whole groups.
 *
 * Four independent 32-bit lanes, one word each in turn: exclusive or, multiplication by an odd number,
 * rotation. Each step can be undone, so a change of any one word changes its lane for certain; other
 * damage passes with a chance of 2^-32 or less. It finds damage, not forgery: whoever can write the cache
 * can write the recordings beside it, too. For that SHA-256 would do no more, and over the 80 MB of a
 * million recordings it takes several times the 100 ms that loading may take in all.
 */
export class Checksum {
  private a = 1;
  private b = 2;
  private c = 3;
  private d = 4;
  private groups = 0;

  /** @param bytes - Aligned to four bytes; a multiple of {@link CHECKSUM_GROUP_BYTES} long. */
  update(bytes: Uint8Array): void {
    const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
    const [p, q, r, s] = MULTIPLIERS;
    let { a, b, c, d } = this;
    for (let i = 0; i < words.length; i += 4) {
      a = Math.imul(a ^ words[i]!, p);
      b = Math.imul(b ^ words[i + 1]!, q);
      c = Math.imul(c ^ words[i + 2]!, r);
      d = Math.imul(d ^ words[i + 3]!, s);
      a = (a << 13) | (a >>> 19);
      b = (b << 13) | (b >>> 19);
      c = (c << 13) | (c >>> 19);
      d = (d << 13) | (d >>> 19);
    }
    Object.assign(this, { a, b, c, d });
    this.groups += words.length >> 2;
  }

  /** Two words of 32 bits. */
  finish(): readonly [number, number] {
    const { a, b, c, d, groups } = this;
    return [mix(mix(a ^ groups) ^ c), mix(mix(b ^ groups) ^ d)];
  }
}

/** Spreads each bit over all 32 and loses none: the finalizer of MurmurHash3. */
function mix(word: number): number {
  const once = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return (twice ^ (twice >>> 16)) >>> 0;
}

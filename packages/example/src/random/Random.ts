/**
 * A small seeded generator: xoshiro128** 1.1 by Blackman and Vigna, its state filled by splitmix32 over
 * the seed's characters. Good enough to make up a history; no good for secrets.
 *
 * The same seed gives the same numbers on every machine: only 32-bit integer arithmetic is used for
 * them, and what is derived with `Math.log` or `Math.exp` is rounded by whoever writes it down.
 */
export class Random {
  private readonly state = new Uint32Array(4);

  constructor(private readonly seed: string) {
    let mixed = 0x9e3779b9;
    for (let at = 0; at < seed.length; at++) {
      mixed = splitmix(mixed ^ seed.charCodeAt(at));
    }
    for (let word = 0; word < 4; word++) {
      mixed = (mixed + 0x9e3779b9) | 0;
      this.state[word] = splitmix(mixed);
    }
  }

  /** A generator of its own for one purpose: what is drawn here does not move what is drawn there. */
  fork(purpose: string | number): Random {
    return new Random(`${this.seed}/${purpose}`);
  }

  /** 0 or more and less than 1, in steps of 2^-32. */
  next(): number {
    const state = this.state;
    const [s0, s1, s2, s3] = state as unknown as [number, number, number, number];
    const result = Math.imul(rotate(Math.imul(s1, 5), 7), 9) >>> 0;
    state[2] = s2 ^ s0;
    state[3] = s3 ^ s1;
    state[1] = s1 ^ state[2]!;
    state[0] = s0 ^ state[3]!;
    state[2] = state[2]! ^ (s1 << 9);
    state[3] = rotate(state[3]!, 11);
    return result / 0x1_0000_0000;
  }

  /** A whole number from `from` to `to`, both included. */
  integer(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** One of them, each as likely. */
  pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.next() * items.length)]!;
  }

  /** One of them, as likely as its weight says. */
  weighted<T>(items: readonly T[], weight: (item: T) => number): T {
    const total = items.reduce((sum, item) => sum + weight(item), 0);
    let left = this.next() * total;
    for (const item of items) {
      left -= weight(item);
      if (left < 0) {
        return item;
      }
    }
    return items.at(-1)!;
  }

  /** Of a log-normal distribution: half lie below the median, two thirds within a factor e^sigma of it. */
  logNormal(median: number, sigma: number): number {
    // Box and Muller; 1 - next() keeps the logarithm's argument above 0.
    const normal = Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
    return median * Math.exp(sigma * normal);
  }

  /** The same items in another order. */
  shuffled<T>(items: readonly T[]): T[] {
    const shuffled = [...items];
    for (let at = shuffled.length - 1; at > 0; at--) {
      const other = this.integer(0, at);
      [shuffled[at], shuffled[other]] = [shuffled[other]!, shuffled[at]!];
    }
    return shuffled;
  }
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

function splitmix(word: number): number {
  let mixed = word;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

import type { Topology } from '@countersign/model';

/** A group, user, system or anything else of the catalog. */
export interface CatalogName {
  /** Full reference in lower case: `group:default/payments`. */
  readonly ref: string;
  readonly title?: string;
  /** What else is worth knowing, in a few words: `tier 0 · group:default/payments`. */
  readonly detail?: string;
}

/** Some of what fits, and whether there is more. */
export interface CatalogMatches {
  readonly names: readonly CatalogName[];
  readonly isCut: boolean;
}

/**
 * Names of a catalog, ready to be looked up by how they begin. Made once for each catalog (less than
 * a second for 50,000 entities); a look-up is a binary search, however many there are.
 */
export class CatalogNames {
  private readonly byRef: ReadonlyMap<string, CatalogName>;
  /** By kind: each word of a name, a space and the reference, sorted. */
  private readonly words = new Map<string, string[]>();

  constructor(names: Iterable<CatalogName>) {
    const byRef = new Map<string, CatalogName>();
    for (const name of names) {
      if (byRef.has(name.ref)) {
        continue;
      }
      byRef.set(name.ref, name);
      const kind = kindOf(name.ref);
      const words = this.words.get(kind) ?? [];
      this.words.set(kind, words);
      for (const word of wordsOf(name.ref)) {
        words.push(`${word} ${name.ref}`);
      }
    }
    for (const words of this.words.values()) {
      words.sort();
    }
    this.byRef = byRef;
  }

  /** The entities and groups of a snapshot of the catalog. */
  static of(topology: Topology, users: Iterable<CatalogName> = []): CatalogNames {
    return new CatalogNames([
      ...topology.groups.map(({ ref, parent }) => ({ ref, ...(parent && { detail: parent }) })),
      ...topology.entities.map(({ ref, title, owner, tier }) => ({
        ref,
        ...(title !== undefined && { title }),
        detail: [tier === undefined ? '' : `tier ${tier}`, owner ?? ''].filter(Boolean).join(' · '),
      })),
      ...users,
    ]);
  }

  get(ref: string): CatalogName | undefined {
    return this.byRef.get(ref);
  }

  /** Kinds of which there is anything: `group`, `component` … */
  get kinds(): readonly string[] {
    return [...this.words.keys()];
  }

  /**
   * Names of some kinds of which the reference, the name or a word of the name begins as given, in
   * the order of the alphabet.
   */
  find(kinds: readonly string[], typed: string, limit: number): CatalogMatches {
    const begin = typed.toLowerCase();
    const found = new Set<string>();
    for (const kind of kinds) {
      const words = this.words.get(kind) ?? [];
      for (let at = lowerBound(words, begin); at < words.length; at++) {
        const line = words[at]!;
        if (!line.startsWith(begin)) {
          break;
        }
        if (found.size === limit) {
          return { names: this.named(found), isCut: true };
        }
        found.add(line.slice(line.indexOf(' ') + 1));
      }
    }
    return { names: this.named(found), isCut: false };
  }

  private named(refs: Iterable<string>): CatalogName[] {
    return Array.from(refs, ref => this.byRef.get(ref)!);
  }
}

function kindOf(ref: string): string {
  return ref.slice(0, Math.max(ref.indexOf(':'), 0));
}

/** The reference, and its name from each of its words on: `checkout-api`, `api`. */
function wordsOf(ref: string): string[] {
  const name = ref.slice(ref.lastIndexOf('/') + 1);
  const words = [ref, name];
  for (const { index } of name.matchAll(/[-_.]/g)) {
    words.push(name.slice(index + 1));
  }
  return words;
}

/** The first place at which nothing sorts before the word. */
function lowerBound(sorted: readonly string[], word: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < word) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

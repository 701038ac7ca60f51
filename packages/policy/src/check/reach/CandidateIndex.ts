import type { Alternatives, Box } from './Alternatives';
import type { Term } from './ReachScope';

/**
 * Rules by the texts that they name, so that a rule is compared only with those that could match
 * beside it: among a thousand rules, each for one action, that is a handful.
 */
export class CandidateIndex<T> {
  /** Those that name texts of a term in every box, by term and text. */
  private readonly byText = new Map<Term, Map<string, Set<number>>>();
  /** Those that name none. */
  private readonly others: number[] = [];
  private readonly entries: T[] = [];

  add(entry: T, matches: Alternatives): void {
    const place = this.entries.push(entry) - 1;
    const term = namedTerm(matches);
    if (!term) {
      this.others.push(place);
      return;
    }
    let texts = this.byText.get(term);
    if (!texts) {
      this.byText.set(term, (texts = new Map()));
    }
    for (const box of matches) {
      for (const text of box.get(term)!.strings.only!) {
        const places = texts.get(text);
        if (places) {
          places.add(place);
        } else {
          texts.set(text, new Set([place]));
        }
      }
    }
  }

  /** Entries that may share a match with these boxes, in the order in which they were added. */
  candidates(matches: Alternatives): T[] {
    const places = new Set(this.others.slice(0, MAX_CANDIDATES));
    for (const [term, texts] of this.byText) {
      const named = matches.map(box => namesOf(box, term));
      const found = named.every(only => only !== undefined)
        ? named.flatMap(only => [...only].map(text => texts.get(text)))
        : texts.values();
      addSome(places, found);
    }
    return [...places].sort((a, b) => a - b).map(place => this.entries[place]!);
  }
}

function addSome(places: Set<number>, found: Iterable<ReadonlySet<number> | undefined>): void {
  const most = places.size + MAX_CANDIDATES;
  for (const some of found) {
    for (const place of some ?? []) {
      if (places.size >= most) {
        return;
      }
      places.add(place);
    }
  }
}

/** Most rules that one is compared with, of those that name no text, and for each term of those that do. */
const MAX_CANDIDATES = 64;

/** A term of which every box names its texts; of several the one with the fewest. */
function namedTerm(matches: Alternatives): Term | undefined {
  let best: Term | undefined;
  let fewest = MAX_TEXTS + 1;
  for (const term of matches[0]?.keys() ?? []) {
    const named = matches.map(box => namesOf(box, term));
    if (named.every(only => only !== undefined)) {
      const count = named.reduce((sum, only) => sum + only.size, 0);
      if (count < fewest) {
        best = term;
        fewest = count;
      }
    }
  }
  return best;
}

const MAX_TEXTS = 50;

/** The texts that a term must have one of. */
function namesOf(box: Box, term: Term): ReadonlySet<string> | undefined {
  const set = box.get(term);
  return set?.strings.only &&
    !(set.absent || set.yes || set.no || set.other) &&
    set.numbers.intervals.length === 0 &&
    !set.numbers.nan
    ? set.strings.only
    : undefined;
}

import type { JsonValue } from '@countersign/model';

/** Says whether a value fits; its result is what is kept. `undefined` where it does not. */
export type PartCheck = (value: unknown) => unknown;

/** What a part of a recording's line must be, and the parts that it is made of. */
export interface PartSpec {
  readonly check: PartCheck;
  /** Its members, where they are looked at one by one; all of them that there can be. */
  readonly members?: Readonly<Record<string, PartSpec>>;
  /** What every other member must be; without it, there can be none. */
  readonly others?: PartSpec;
}

/** That a text is not read here, which says nothing about it: somebody slower has to look. */
export const UNREAD = Symbol('unread');

/** Texts that are remembered for each part, at most. */
const MAX_TEXTS = 32_768;
/** Longest text that is remembered. */
const MAX_REMEMBERED = 16_384;
/** After so many texts it is known whether remembering them is worth it. */
const TRIAL = 2048;
/** Orders of members that are tried, at most. */
const MAX_SHAPES = 32;

/**
 * Reads JSON texts of one part, most of which it has read before: those it knows byte for byte it neither
 * parses nor checks again, and an object that is new it cuts at the names of its members, in an order that
 * it has seen before, and reads the pieces.
 *
 * **Why cutting is sound, though it only searches for names:** `{"a":` + A + `,"b":` + B + `}` is JSON for
 * certain when A and B are, and its members are exactly these. So every piece is parsed by itself once;
 * where a name was found in the wrong place, a piece is no JSON, and the text is left unread. Two members
 * of one name and white space come to the same end.
 *
 * What is remembered is given out again: it is frozen through and through.
 */
export class PartReader {
  private readonly texts = new Map<string, unknown>();
  private tried = 0;
  private found = 0;
  private remembers = true;
  private readonly shapes: Shape[] = [];
  private readonly readers = new Map<string, PartReader>();

  constructor(private readonly spec: PartSpec) {}

  /** The value of a text, or {@link UNREAD}. */
  read(text: string): unknown {
    if (this.remembers) {
      const known = this.texts.get(text);
      this.tried++;
      if (known !== undefined) {
        this.found++;
        return known;
      }
      if (this.tried === TRIAL && this.found < TRIAL / 2) {
        this.remembers = false;
        this.texts.clear();
      }
    }
    const value = this.readAnew(text);
    if (
      this.remembers &&
      value !== UNREAD &&
      this.texts.size < MAX_TEXTS &&
      text.length <= MAX_REMEMBERED
    ) {
      // A copy: a slice of a line would keep the whole line in memory.
      this.texts.set(decoder.decode(encoder.encode(text)), frozen(value));
    }
    return value;
  }

  /** Learns from a sound value of this part how its members stand. */
  private learn(value: unknown): void {
    if (!this.isCut || typeof value !== 'object' || value === null || Array.isArray(value)) {
      return;
    }
    const names = Object.keys(value);
    const isKnown = this.shapes.some(shape => shape.names.join() === names.join());
    const isUsable = names.length > 0 && !names.includes('__proto__');
    if (!isKnown && isUsable && this.shapes.length < MAX_SHAPES) {
      this.shapes.push(shapeOf(names));
      // Of two orders that one text may seem to have, the one with more names is right; it is also the
      // one that fails at once where it does not fit.
      this.shapes.sort((a, b) => b.names.length - a.names.length);
    }
  }

  private get isCut(): boolean {
    return this.spec.members !== undefined || this.spec.others !== undefined;
  }

  private readAnew(text: string): unknown {
    if (!this.isCut) {
      return this.parse(text);
    }
    for (const shape of this.shapes) {
      const value = this.readShape(text, shape);
      if (value !== UNREAD) {
        return value;
      }
    }
    return this.parse(text);
  }

  private parse(text: string): unknown {
    try {
      const value = JSON.parse(text) as JsonValue;
      const checked = this.spec.check(value) ?? UNREAD;
      if (checked !== UNREAD) {
        this.learn(value);
      }
      return checked;
    } catch (error) {
      // What is no JSON, or nests so deeply that walking it ends the stack.
      if (error instanceof SyntaxError || error instanceof RangeError) {
        return UNREAD;
      }
      throw error;
    }
  }

  private readShape(text: string, { names, marks }: Shape): unknown {
    if (!text.startsWith(marks[0]!) || !text.endsWith('}')) {
      return UNREAD;
    }
    // All places first: most texts of another shape are known by a name that is missing. From the end,
    // since what is nested stands before: the first "resource" of a line is the proposal's.
    const places: number[] = [marks[0]!.length];
    for (let i = marks.length - 1, before = text.length; i > 0; i--) {
      const place = text.lastIndexOf(marks[i]!, before - 1);
      if (place < places[0]!) {
        return UNREAD;
      }
      places[i] = place + marks[i]!.length;
      before = place;
    }
    const value: Record<string, unknown> = {};
    for (let i = 0; i < names.length; i++) {
      const end = i + 1 < names.length ? places[i + 1]! - marks[i + 1]!.length : text.length - 1;
      const member = this.readerOf(names[i]!)?.read(text.slice(places[i], end)) ?? UNREAD;
      if (member === UNREAD) {
        return UNREAD;
      }
      value[names[i]!] = member === NULL ? null : member;
    }
    return value;
  }

  private readerOf(name: string): PartReader | undefined {
    let reader = this.readers.get(name);
    if (!reader) {
      const { members, others } = this.spec;
      const spec = members && Object.hasOwn(members, name) ? members[name] : others;
      reader = spec && new PartReader(spec);
      if (reader) {
        this.readers.set(name, reader);
      }
    }
    return reader;
  }
}

/** What a check gives for a sound `null`, which would read as nothing at all. */
export const NULL = Symbol('null');

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** An order of members, with the bytes before each. */
interface Shape {
  readonly names: readonly string[];
  readonly marks: readonly string[];
}

function shapeOf(names: readonly string[]): Shape {
  return {
    names,
    marks: names.map((name, i) => `${i === 0 ? '{' : ','}${JSON.stringify(name)}:`),
  };
}

function frozen(value: unknown): unknown {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.values(value).forEach(frozen);
    Object.freeze(value);
  }
  return value;
}

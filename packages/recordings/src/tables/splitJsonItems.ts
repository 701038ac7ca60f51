import { MAX_LINE_BYTES } from '@countersign/replay';

/** The bytes of one item, or none where it is longer than {@link MAX_LINE_BYTES}. */
export interface JsonItem {
  /** Absent for an item that is too long to be held. */
  readonly bytes?: Uint8Array;
}

/** Bytes that are no JSON of the shape that was asked for. */
export class JsonShapeFault extends Error {}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const COMMA = 0x2c;
const COLON = 0x3a;

/**
 * Cuts the items of a list out of JSON without reading the whole: those of the list that stands at
 * `path`, in each of the documents that follow one another; with an empty path, the items of a document
 * that is a list, and each other document itself.
 *
 * Only the way to the list is looked at, and where each item ends; whether an item is JSON is for its
 * reader to say. Holds one item and one piece.
 *
 * @throws JsonShapeFault while iterating, when the list is missing or is none, or the data end early.
 */
export async function* splitJsonItems(
  pieces: AsyncIterable<Uint8Array>,
  path: readonly string[],
  maxItemBytes = MAX_LINE_BYTES,
): AsyncGenerator<JsonItem> {
  const scanner = new ItemScanner(path, maxItemBytes);
  for await (const piece of pieces) {
    yield* scanner.push(piece);
  }
  yield* scanner.end();
}

/** Where the scanner stands, outside of values that it only passes over or cuts out. */
type Place =
  /** A value is due: of a document, or of the member on the way. */
  | 'value'
  /** In an object on the way: a name, a comma or the end is due. */
  | 'member'
  | 'colon'
  /** In the list: an item, a comma or the end is due. */
  | 'item'
  /** In a value of which only the end matters. */
  | 'inside';

class ItemScanner {
  private place: Place = 'value';
  /** Names of the path that the present value lies behind. */
  private level = 0;
  private found = false;
  private name: number[] | undefined;
  /** Whether the value after the colon is on the way. */
  private isOnPath = false;

  /** Of the value that the scanner is inside of. */
  private nesting = 0;
  private inText = false;
  private isEscaped = false;
  private isScalar = false;
  private isCut = false;
  private after: Place = 'value';

  private held: Uint8Array[] = [];
  private heldBytes = 0;

  constructor(
    private readonly path: readonly string[],
    private readonly maxItemBytes: number,
  ) {}

  *push(piece: Uint8Array): Generator<JsonItem> {
    let start = 0;
    for (let i = 0; i < piece.length; i++) {
      const byte = piece[i]!;
      if (this.place === 'inside') {
        const end = this.step(byte);
        if (end === 'on') {
          continue;
        }
        const stop = end === 'last' ? i + 1 : i;
        if (this.isCut) {
          yield this.cut(piece.subarray(start, stop));
        }
        this.leave();
        if (end === 'last') {
          continue;
        }
        // What ends a scalar belongs to what is around it.
      }
      if (this.name) {
        this.readName(byte);
        continue;
      }
      if (byte === 0x20 || (byte >= 0x09 && byte <= 0x0d) || this.isByteOrderMark(byte)) {
        continue;
      }
      this.enter(byte);
      if (this.place === 'inside') {
        start = i;
        this.begin(byte);
      }
    }
    if (this.place === 'inside' && this.isCut) {
      this.hold(piece.subarray(start));
    }
  }

  *end(): Generator<JsonItem> {
    if (this.place === 'inside' && this.isScalar && this.level === 0 && this.after === 'value') {
      if (this.isCut) {
        yield this.cut(new Uint8Array(0));
      }
      this.leave();
    }
    if (this.place !== 'value' || this.level > 0 || this.name) {
      throw new JsonShapeFault('it ends early');
    }
  }

  /** One byte outside of any value. */
  private enter(byte: number): void {
    switch (this.place) {
      case 'value':
        this.enterValue(byte);
        return;
      case 'item':
        if (byte === CLOSE_LIST) {
          this.endOfValue();
        } else if (byte !== COMMA) {
          this.goInside(true, 'item');
        }
        return;
      case 'colon':
        if (byte !== COLON) {
          throw new JsonShapeFault('it is no JSON');
        }
        this.place = 'value';
        return;
      default:
        if (byte === CLOSE_OBJECT) {
          this.endOfValue();
        } else if (byte === QUOTE) {
          this.name = [];
        } else if (byte !== COMMA) {
          throw new JsonShapeFault('it is no JSON');
        }
    }
  }

  private enterValue(byte: number): void {
    if (this.level > 0 && !this.isOnPath) {
      // A member beside the way: `level` counts it as a step that its end takes back.
      this.goInside(false, 'member');
    } else if (this.level === this.path.length) {
      if (byte === OPEN_LIST) {
        this.found = true;
        this.place = 'item';
      } else if (this.level === 0) {
        this.found = true;
        this.goInside(true, 'value');
      } else {
        throw new JsonShapeFault(`"${this.path.join('.')}" is no list`);
      }
    } else if (byte === OPEN_OBJECT) {
      this.place = 'member';
    } else {
      this.goInside(false, this.level === 0 ? 'value' : 'member');
    }
  }

  private readName(byte: number): void {
    const name = this.name!;
    if (this.isEscaped) {
      this.isEscaped = false;
    } else if (byte === BACKSLASH) {
      this.isEscaped = true;
    } else if (byte === QUOTE) {
      this.name = undefined;
      this.isOnPath = nameOf(name) === this.path[this.level];
      this.level++;
      this.place = 'colon';
      return;
    }
    // No name of a path is longer; of a longer one it is enough to know that it differs.
    if (name.length < 1024) {
      name.push(byte);
    }
  }

  private goInside(isCut: boolean, after: Place): void {
    this.place = 'inside';
    this.isCut = isCut;
    this.after = after;
  }

  private begin(byte: number): void {
    this.isEscaped = false;
    this.inText = byte === QUOTE;
    this.nesting = byte === OPEN_OBJECT || byte === OPEN_LIST ? 1 : 0;
    this.isScalar = this.nesting === 0 && !this.inText;
    if (byte === CLOSE_OBJECT || byte === CLOSE_LIST || byte === COMMA || byte === COLON) {
      throw new JsonShapeFault('it is no JSON');
    }
  }

  /** One byte inside a value: whether it goes on, this is its last byte, or it ended before. */
  private step(byte: number): 'on' | 'last' | 'ended' {
    if (this.inText) {
      if (this.isEscaped) {
        this.isEscaped = false;
      } else if (byte === BACKSLASH) {
        this.isEscaped = true;
      } else if (byte === QUOTE) {
        this.inText = false;
        return this.nesting === 0 ? 'last' : 'on';
      }
      return 'on';
    }
    if (this.isScalar) {
      const ends = byte <= 0x20 || byte === COMMA || byte === CLOSE_LIST || byte === CLOSE_OBJECT;
      return ends ? 'ended' : 'on';
    }
    if (byte === QUOTE) {
      this.inText = true;
    } else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
      this.nesting++;
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
      this.nesting--;
      return this.nesting === 0 ? 'last' : 'on';
    }
    return 'on';
  }

  /** After a value that was passed over or cut out. */
  private leave(): void {
    if (this.after === 'item') {
      this.place = 'item';
    } else {
      this.endOfValue();
    }
  }

  /** After a value on the way, or a whole document. */
  private endOfValue(): void {
    if (this.level > 0) {
      this.level--;
      this.place = 'member';
      return;
    }
    if (!this.found) {
      throw new JsonShapeFault(`there is no list "${this.path.join('.')}"`);
    }
    this.found = false;
    this.place = 'value';
  }

  private hold(bytes: Uint8Array): void {
    if (this.heldBytes <= this.maxItemBytes) {
      // A copy: the owner of the piece may use its buffer again.
      this.held.push(bytes.slice());
    }
    this.heldBytes += bytes.length;
  }

  private cut(end: Uint8Array): JsonItem {
    const parts = [...this.held, end];
    const length = this.heldBytes + end.length;
    this.held = [];
    this.heldBytes = 0;
    return length > this.maxItemBytes ? {} : { bytes: Buffer.concat(parts, length) };
  }

  private isByteOrderMark(byte: number): boolean {
    const isDocument = this.place === 'value' && this.level === 0;
    return isDocument && (byte === 0xef || byte === 0xbb || byte === 0xbf);
  }
}

function nameOf(bytes: readonly number[]): string | undefined {
  try {
    return JSON.parse(`"${Buffer.from(bytes).toString('utf8')}"`) as string;
  } catch {
    return undefined;
  }
}

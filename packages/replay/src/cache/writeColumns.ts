import type { Column } from '../columns/Column';
import type { ColumnsData } from '../columns/Columns';
import {
  aligned,
  BYTE_ORDER,
  CACHE_VERSION,
  HEADER_BYTES,
  HEADER_WORDS,
  MAGIC,
  type CachedColumn,
  type CacheHead,
  type Section,
  type SectionType,
} from './cacheLayout';
import { Checksum } from './checksum';

/** What a cache file says of the set beside its columns. */
export interface CacheOrigin {
  /** Digest of the JSON Lines that the columns were made of. */
  readonly source: string;
  readonly visibleTo: readonly string[];
}

/**
 * The bytes of a cache file, in pieces that are to be written one after the other. Numbers are in this
 * machine's byte order, and most pieces are the columns' own memory: write them before it changes.
 */
export function writeColumns(columns: ColumnsData, origin: CacheOrigin): Uint8Array[] {
  // Where sections lie depends on the head's length, and the head says where they lie: offsets are
  // taken from the end of the head first.
  const body = new Body();
  const cached = [...columns.parts].map(([name, column]) => cachedColumn(name, column, body));
  const { rows, offsets, by, people, approves, minutes } = columns.reviews;
  const reviews = {
    rows: body.add(rows),
    offsets: body.add(offsets),
    by: body.add(by),
    people: body.addJson(people),
    approves: body.add(approves),
    minutes: body.add(minutes),
  };
  const head: CacheHead = { ...origin, rows: columns.rows, columns: cached, reviews };
  const headBytes = encoder.encode(JSON.stringify(head));
  const pieces = [...padded(headBytes), ...body.pieces];
  const length = HEADER_BYTES + aligned(headBytes.length) + body.length;
  return [headerOf(length, headBytes.length, pieces), ...pieces];
}

function cachedColumn(name: string, column: Column, body: Body): CachedColumn {
  const { kind } = column;
  switch (kind) {
    case 'dictionary':
      return {
        name,
        kind,
        sections: { codes: body.add(column.codes), values: body.addJson(column.values.slice(1)) },
      };
    case 'texts':
      return {
        name,
        kind,
        sections: { bytes: body.add(column.bytes), offsets: body.add(column.offsets) },
      };
    case 'instants':
      return {
        name,
        kind,
        sections: {
          codes: body.add(column.codes),
          values: body.add(column.values),
          texts: body.addJson([...column.texts]),
          ...(column.spellings && { spellings: body.add(column.spellings) }),
        },
      };
  }
}

/** The sections, one after the other. */
class Body {
  readonly pieces: Uint8Array[] = [];
  length = 0;

  add(values: Uint8Array | Uint16Array | Uint32Array | Float64Array): Section {
    const type = { 1: 'u8', 2: 'u16', 4: 'u32', 8: 'f64' }[values.BYTES_PER_ELEMENT] as SectionType;
    return this.push(type, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  }

  addJson(value: unknown): Section {
    return this.push('json', encoder.encode(JSON.stringify(value)));
  }

  private push(type: SectionType, bytes: Uint8Array): Section {
    const section = { type, offset: this.length, length: bytes.length };
    this.pieces.push(...padded(bytes));
    this.length += aligned(bytes.length);
    return section;
  }
}

/** Bytes in pieces of whole groups: a copy of the last few with zeros behind them. */
function padded(bytes: Uint8Array): Uint8Array[] {
  const isAligned = bytes.byteOffset % 4 === 0;
  const whole = isAligned ? bytes.length - (bytes.length % 16) : 0;
  const rest = bytes.subarray(whole);
  const last = new Uint8Array(aligned(rest.length));
  last.set(rest);
  return [bytes.subarray(0, whole), last].filter(piece => piece.length > 0);
}

function headerOf(length: number, headLength: number, pieces: readonly Uint8Array[]): Uint8Array {
  const checksum = new Checksum();
  pieces.forEach(piece => checksum.update(piece));
  const [low, high] = checksum.finish();
  const header = new Uint8Array(HEADER_BYTES);
  header.set(MAGIC);
  const words = new Uint32Array(header.buffer);
  words[HEADER_WORDS.byteOrder] = BYTE_ORDER;
  words[HEADER_WORDS.version] = CACHE_VERSION;
  words[HEADER_WORDS.lengthLow] = length % 2 ** 32;
  words[HEADER_WORDS.lengthHigh] = Math.floor(length / 2 ** 32);
  words[HEADER_WORDS.headLength] = headLength;
  words[HEADER_WORDS.checksumLow] = low;
  words[HEADER_WORDS.checksumHigh] = high;
  return header;
}

const encoder = new TextEncoder();

import type { JsonValue } from '@countersign/model';
import type { Column } from '../columns/Column';
import { Columns } from '../columns/Columns';
import { INSTANT_PARTS, MORE_PARAMETERS, PARAMETER_NAMES, VALUE_PARTS } from '../columns/partNames';
import type { ReviewColumns } from '../columns/ReviewColumns';
import type { Codes } from '../kernels/Kernels';
import { CacheFault } from './CacheFault';
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
import type { CacheOrigin } from './writeColumns';

/** A cache file that was read. */
export interface CachedColumns extends CacheOrigin {
  readonly columns: Columns;
}

/**
 * Reads the bytes of a cache file: sums them once and views them where they lie; only the head and the
 * dictionaries' values are parsed. The bytes belong to the columns from then on and are not to be changed.
 *
 * @throws CacheFault when they are not a whole and sound file of this version.
 */
export function readColumns(given: Uint8Array): CachedColumns {
  // Typed arrays view only what is aligned to their elements.
  const bytes = given.byteOffset % 8 === 0 ? given : given.slice();
  const head = readHead(bytes);
  return fromHead(new SectionReader(bytes, head.rows), head);
}

/**
 * The part of a file's head that says whether it is worth reading.
 *
 * @param bytes - The whole file.
 */
function readHead(bytes: Uint8Array): CacheHead {
  const hasMagic = MAGIC.every((byte, at) => at >= bytes.length || bytes[at] === byte);
  if (!hasMagic || bytes.length === 0) {
    throw new CacheFault('foreign', 'It is no cache file of recordings.');
  }
  if (bytes.length < HEADER_BYTES) {
    throw new CacheFault('truncated', 'The cache file ends early.');
  }
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, HEADER_BYTES / 4);
  const word = (name: keyof typeof HEADER_WORDS) => words[HEADER_WORDS[name]]!;
  if (word('byteOrder') !== BYTE_ORDER || word('version') !== CACHE_VERSION) {
    throw new CacheFault(
      'other_version',
      'The cache file was written by another version of the program, or for another processor.',
    );
  }
  if (word('lengthHigh') * 2 ** 32 + word('lengthLow') !== bytes.length) {
    throw new CacheFault('truncated', 'The cache file is shorter or longer than it says.');
  }
  const body = bytes.subarray(HEADER_BYTES);
  if (body.length % 16 !== 0) {
    throw damaged();
  }
  const checksum = new Checksum();
  checksum.update(body);
  const [low, high] = checksum.finish();
  if (low !== word('checksumLow') || high !== word('checksumHigh')) {
    throw damaged();
  }
  try {
    const head = JSON.parse(decode(body.subarray(0, word('headLength')))) as CacheHead;
    const start = HEADER_BYTES + aligned(word('headLength'));
    return moved(head, start);
  } catch {
    throw damaged();
  }
}

/** The head with offsets from the start of the file. */
function moved(head: CacheHead, start: number): CacheHead {
  const all = (sections: Readonly<Record<string, Section>>) =>
    Object.fromEntries(
      Object.entries(sections).map(([name, section]) => [
        name,
        { ...section, offset: section.offset + start },
      ]),
    );
  return {
    ...head,
    columns: head.columns.map(column => ({ ...column, sections: all(column.sections) })),
    reviews: all(head.reviews),
  };
}

function fromHead(reader: SectionReader, head: CacheHead): CachedColumns {
  const parts = new Map(head.columns.map(cached => [cached.name, columnOf(cached, reader)]));
  for (const name of [...VALUE_PARTS, ...INSTANT_PARTS, PARAMETER_NAMES, MORE_PARAMETERS]) {
    const isInstant = (INSTANT_PARTS as readonly string[]).includes(name);
    const kind = parts.get(name)?.kind;
    if (kind === undefined || isInstant !== (kind === 'instants')) {
      throw damaged();
    }
  }
  const columns = new Columns({ rows: head.rows, parts, reviews: reviewsOf(head, reader) });
  return { columns, source: head.source, visibleTo: head.visibleTo };
}

function columnOf({ kind, sections }: CachedColumn, reader: SectionReader): Column {
  switch (kind) {
    case 'dictionary':
      return {
        kind,
        codes: reader.codes(sections.codes),
        values: [undefined, ...reader.json<JsonValue[]>(sections.values)],
      };
    case 'texts':
      return {
        kind,
        bytes: reader.u8(sections.bytes),
        offsets: reader.u32(sections.offsets, reader.rows + 1),
      };
    case 'instants':
      return {
        kind,
        codes: reader.codes(sections.codes),
        values: reader.f64(sections.values),
        ...(sections.spellings && { spellings: reader.u8(sections.spellings, reader.rows) }),
        texts: new Map(reader.json<[number, string][]>(sections.texts)),
      };
    default:
      throw damaged();
  }
}

function reviewsOf({ reviews }: CacheHead, reader: SectionReader): ReviewColumns {
  const rows = reader.u32(reviews.rows);
  const by = reader.u32(reviews.by);
  return {
    rows,
    offsets: reader.u32(reviews.offsets, rows.length + 1),
    by,
    people: reader.json<string[]>(reviews.people),
    approves: reader.u8(reviews.approves, by.length),
    minutes: reader.f64(reviews.minutes, by.length),
  };
}

/** Views sections, and refuses one that does not lie where it can. */
class SectionReader {
  constructor(
    private readonly bytes: Uint8Array,
    readonly rows: number,
  ) {}

  codes(section: Section | undefined): Codes {
    switch (section?.type) {
      case 'u8':
        return this.u8(section, this.rows);
      case 'u16':
        return new Uint16Array(...this.place(section, 'u16', 2, this.rows));
      default:
        return this.u32(section, this.rows);
    }
  }

  u8(section: Section | undefined, count?: number): Uint8Array {
    return new Uint8Array(...this.place(section, 'u8', 1, count));
  }

  u32(section: Section | undefined, count?: number): Uint32Array {
    return new Uint32Array(...this.place(section, 'u32', 4, count));
  }

  f64(section: Section | undefined, count?: number): Float64Array {
    return new Float64Array(...this.place(section, 'f64', 8, count));
  }

  json<T>(section: Section | undefined): T {
    return JSON.parse(decode(new Uint8Array(...this.place(section, 'json', 1)))) as T;
  }

  private place(
    section: Section | undefined,
    type: SectionType,
    elementBytes: number,
    count?: number,
  ): [ArrayBufferLike, number, number] {
    if (!section) {
      throw damaged();
    }
    const { offset, length } = section;
    const elements = length / elementBytes;
    const fits =
      section.type === type &&
      offset % 16 === 0 &&
      Number.isInteger(elements) &&
      elements === (count ?? elements) &&
      offset + length <= this.bytes.length;
    if (!fits) {
      throw damaged();
    }
    return [this.bytes.buffer, this.bytes.byteOffset + offset, elements];
  }
}

function decode(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

function damaged(): CacheFault {
  return new CacheFault('damaged', 'The bytes of the cache file are not those that were written.');
}

const decoder = new TextDecoder('utf-8', { fatal: true });

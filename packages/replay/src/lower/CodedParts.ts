import type { JsonValue } from '@countersign/model';
import { createCodes } from '../columns/Codes';
import type { Columns } from '../columns/Columns';
import { MORE_PARAMETERS, parameterPart } from '../columns/partNames';
import type { Codes, Kernels } from '../kernels/Kernels';
import { NO_ROW, type PartCodes } from './PartCodes';
import { UnlowerableError } from './UnlowerableError';
import { unreadableRows } from './unreadableRows';

/** The instants of the rows, cut into stretches of the clock. */
export interface ClockSlots extends PartCodes {
  /** Of each slot the first rank, and at its end one more than the last. */
  readonly ranks: Uint32Array;
}

/** More distinct combinations of several parts than this are not worth a table. */
const MAX_JOINED = 0xffff;
/** Entries of the table by which two parts are joined without hashing. */
const MAX_TABLE = 2 ** 22;

/**
 * The codes that conditions are asked by, copied into the kernels' memory when they are first needed
 * and kept as long as the set. Several parts joined are a part again.
 */
export class CodedParts {
  private readonly known = new Map<string, PartCodes | undefined>();
  private readonly slots = new Map<number, ClockSlots>();
  private unreadableRows: Uint32Array | undefined;

  constructor(
    private readonly kernels: Kernels,
    readonly columns: Columns,
  ) {}

  /** The codes of a part; `undefined` where nearly every row has its own value. */
  part(name: string): PartCodes | undefined {
    return this.remember(name, () => {
      const column = this.columns.part(name);
      return column.kind === 'texts'
        ? undefined
        : this.coded(this.copied(column.codes), column.values.length);
    });
  }

  /** The codes of a part. @throws UnlowerableError where nearly every row has its own value. */
  required(name: string): PartCodes {
    const codes = this.part(name);
    if (!codes) {
      throw new UnlowerableError(`Nearly every recording has its own value of ${name}.`);
    }
    return codes;
  }

  /** A part, or where every row has its own text, whether it has one that says something. */
  presence(name: string): PartCodes {
    const column = this.columns.part(name);
    if (column.kind !== 'texts' || name === MORE_PARAMETERS) {
      return this.required(name);
    }
    return this.remember(`presence ${name}`, () => {
      const { bytes, offsets } = column;
      const codes = this.kernels.arena.u8(this.columns.rows);
      for (let row = 0; row < codes.length; row++) {
        const begin = offsets[row]!;
        const length = offsets[row + 1]! - begin;
        codes[row] =
          length > 4 ? 0 : SHORT.indexOf(decoder.decode(bytes.slice(begin, begin + length))) + 1;
      }
      return this.coded(codes, SHORT.length + 1);
    })!;
  }

  /** Rows of which no condition can read any parameter, since one of them is too large. */
  get unreadable(): Uint32Array {
    return (this.unreadableRows ??= unreadableRows(this.columns));
  }

  /** The part that a parameter is in; `undefined` where no row has it. */
  parameterPart(name: string): string | undefined {
    const own = parameterPart(name);
    if (this.columns.parts.has(own)) {
      return own;
    }
    const more = this.columns.part(MORE_PARAMETERS);
    return more.kind === 'dictionary' && more.values.length === 1 ? undefined : MORE_PARAMETERS;
  }

  /** A part of which only something derived from each value matters, such as the tier of a resource. */
  derived(
    name: string,
    part: string,
    derive: (value: JsonValue | undefined) => string | number | boolean | undefined,
  ): PartCodes | undefined {
    return this.remember(name, () => {
      const column = this.columns.part(part);
      const codes = this.part(part);
      if (!codes || column.kind !== 'dictionary') {
        return undefined;
      }
      const keys = new Map<unknown, number>();
      const table = this.kernels.arena.u16(codes.count);
      for (let code = 0; code < codes.count; code++) {
        const key = derive(column.values[code]);
        if (!keys.has(key)) {
          keys.set(key, keys.size);
        }
        table[code] = keys.get(key)!;
      }
      const out = this.kernels.arena.u16(this.columns.rows);
      this.kernels.translate(codes.codes, this.columns.rows, table, out);
      this.kernels.arena.free(table);
      return keys.size > MAX_JOINED ? undefined : this.coded(out, keys.size);
    });
  }

  /** Several parts as one; `undefined` where they have too many distinct combinations. */
  joined(names: readonly string[]): PartCodes | undefined {
    const [first, ...rest] = names;
    if (first === undefined) {
      return undefined;
    }
    return rest.length === 0
      ? this.known.has(first)
        ? this.known.get(first)
        : this.part(first)
      : this.remember(names.join(' & '), () => {
          const one = this.joined(names.slice(0, -1));
          const other = one && this.joined([names.at(-1)!]);
          return one && other && this.join(one, other);
        });
  }

  /** Number of rows' instants that lie before one, in terms of ranks: the first rank that does not. */
  rankOf(instant: number): number {
    const { values } = this.columns.instants('at');
    let low = 1;
    let high = values.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (values[middle]! < instant) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The rows by stretches of the clock, so many minutes long. */
  clock(minutes: number): ClockSlots {
    let slots = this.slots.get(minutes);
    if (!slots) {
      slots = this.cutClock(minutes * 60_000);
      this.slots.set(minutes, slots);
    }
    return slots;
  }

  private cutClock(length: number): ClockSlots {
    const { rows } = this.columns;
    const { values, codes } = this.columns.instants('at');
    const slotOf = new Uint32Array(values.length);
    const ranks = [1];
    for (let rank = 2; rank < values.length; rank++) {
      if (Math.floor(values[rank]! / length) !== Math.floor(values[rank - 1]! / length)) {
        ranks.push(rank);
      }
      slotOf[rank] = ranks.length - 1;
    }
    const count = ranks.length;
    ranks.push(values.length);
    const cut = createCodes(rows, count);
    for (let row = 0; row < rows; row++) {
      cut[row] = slotOf[codes[row]!]!;
    }
    return { ...this.coded(this.copied(cut), count), ranks: Uint32Array.from(ranks) };
  }

  private join(one: PartCodes, other: PartCodes): PartCodes | undefined {
    const { rows } = this.columns;
    const codes = this.kernels.arena.u16(rows);
    const count =
      one.count * other.count <= MAX_TABLE
        ? joinByTable(one, other, rows, codes)
        : joinByMap(one, other, rows, codes);
    if (count === undefined) {
      this.kernels.arena.free(codes);
      return undefined;
    }
    return this.coded(codes, count);
  }

  private remember(name: string, make: () => PartCodes | undefined): PartCodes | undefined {
    if (!this.known.has(name)) {
      this.known.set(name, make());
    }
    return this.known.get(name);
  }

  private coded(codes: Codes, count: number): PartCodes {
    const inArena = this.kernels.arena.u32(count).fill(NO_ROW);
    this.kernels.firstRows(codes, this.columns.rows, inArena);
    const first = Uint32Array.from(inArena);
    this.kernels.arena.free(inArena);
    return { codes, count, first };
  }

  private copied(codes: Codes): Codes {
    const { arena } = this.kernels;
    const copy =
      codes instanceof Uint8Array
        ? arena.u8(codes.length)
        : codes instanceof Uint16Array
          ? arena.u16(codes.length)
          : arena.u32(codes.length);
    copy.set(codes);
    return copy;
  }
}

/** JSON texts that say nothing, or are too short to be told from them by their length. */
const SHORT = ['', 'null', '[]'];
const decoder = new TextDecoder();

/** Numbers the combinations in the order in which rows have them; answers how many there are. */
function joinByTable(
  one: PartCodes,
  other: PartCodes,
  rows: number,
  codes: Uint16Array,
): number | undefined {
  const numbers = new Uint32Array(one.count * other.count);
  let count = 0;
  for (let row = 0; row < rows; row++) {
    const at = one.codes[row]! * other.count + other.codes[row]!;
    if (numbers[at] === 0) {
      numbers[at] = ++count;
    }
    codes[row] = numbers[at]! - 1;
  }
  return count > MAX_JOINED ? undefined : count;
}

function joinByMap(
  one: PartCodes,
  other: PartCodes,
  rows: number,
  codes: Uint16Array,
): number | undefined {
  const numbers = new Map<number, number>();
  for (let row = 0; row < rows; row++) {
    const key = one.codes[row]! * other.count + other.codes[row]!;
    let number = numbers.get(key);
    if (number === undefined) {
      number = numbers.size;
      if (number >= MAX_JOINED) {
        return undefined;
      }
      numbers.set(key, number);
    }
    codes[row] = number;
  }
  return numbers.size;
}

import type { JsonValue } from '@countersign/model';
import type { Codes } from '../kernels/Kernels';

/** Rows that share few values: one code per row into a sorted list of the distinct ones. */
export interface DictionaryColumn {
  readonly kind: 'dictionary';
  readonly codes: Codes;
  /**
   * The value of each code; 0 is "absent". Sorted by `compareValues`, so that the texts with one
   * prefix are a range of codes, and of numbers the codes are the ranks. Shared by all rows that are
   * rebuilt: not to be changed.
   */
  readonly values: readonly (JsonValue | undefined)[];
}

/** Rows that hardly share values, such as ids: their JSON texts, one after the other, in UTF-8. */
export interface TextColumn {
  readonly kind: 'texts';
  readonly bytes: Uint8Array;
  /** Where each row begins; one more than there are rows. A row without bytes is absent. */
  readonly offsets: Uint32Array;
}

/** Rows with an instant each. */
export interface InstantColumn {
  readonly kind: 'instants';
  /** Ranks into `values`; 0 is "absent". */
  readonly codes: Codes;
  /** Milliseconds since 1970, ascending from index 1 on; NaN at index 0. */
  readonly values: Float64Array;
  /** How each row is spelt, by {@link SPELLINGS}; absent when all are spelt in the first way. */
  readonly spellings?: Uint8Array;
  /** The texts of rows that are spelt in no usual way. */
  readonly texts: ReadonlyMap<number, string>;
}

/** `2026-11-22T10:00:00.000Z`, `2026-11-22T10:00:00Z`, and what is neither. */
export const SPELLINGS = { milliseconds: 0, seconds: 1, other: 2 } as const;

export type Column = DictionaryColumn | TextColumn | InstantColumn;

/** The value of a row, `undefined` where it is absent. Costs a decoding where the column holds texts. */
export function valueAt(column: Column, row: number): JsonValue | undefined {
  switch (column.kind) {
    case 'dictionary':
      return column.values[column.codes[row]!];
    case 'texts': {
      const { bytes, offsets } = column;
      const begin = offsets[row]!;
      const end = offsets[row + 1]!;
      // A copy: in a browser texts are not decoded out of shared memory.
      return begin === end
        ? undefined
        : (JSON.parse(decoder.decode(bytes.slice(begin, end))) as JsonValue);
    }
    case 'instants':
      return instantAt(column, row);
  }
}

/** An instant as it was spelt; `undefined` where it is absent. */
export function instantAt(column: InstantColumn, row: number): string | undefined {
  const code = column.codes[row]!;
  if (code === 0) {
    return undefined;
  }
  const spelling = column.spellings?.[row] ?? SPELLINGS.milliseconds;
  if (spelling === SPELLINGS.other) {
    return column.texts.get(row);
  }
  const text = new Date(column.values[code]!).toISOString();
  return spelling === SPELLINGS.seconds ? `${text.slice(0, -5)}Z` : text;
}

const decoder = new TextDecoder();

import { StoreFault } from './StoreFault';

/** A place in a list that is ordered by an instant and an id. */
export interface Place {
  at: string;
  id: string;
}

/** A place as an opaque text. */
export function encodeCursor({ at, id }: Place): string {
  return Buffer.from(JSON.stringify([at, id])).toString('base64url');
}

/** @throws StoreFault `bad_cursor` */
export function decodeCursor(cursor: string): Place {
  try {
    const [at, id, ...rest] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (typeof at === 'string' && typeof id === 'string' && rest.length === 0) {
      return { at, id };
    }
  } catch {
    // Falls through to the same fault as well-formed JSON of another shape.
  }
  throw new StoreFault('bad_cursor', 'This cursor is not from this list; start without one');
}

/**
 * Cuts a list that was read with one row more than asked for.
 *
 * @param placeOf of the last row that is kept
 */
export function toPage<T, U>(
  rows: readonly T[],
  limit: number,
  placeOf: (row: T) => Place,
  itemOf: (row: T) => U,
): { items: U[]; nextCursor?: string } {
  const kept = rows.slice(0, limit);
  return {
    items: kept.map(itemOf),
    ...(rows.length > limit && { nextCursor: encodeCursor(placeOf(kept.at(-1)!)) }),
  };
}

/** A limit within its bounds. */
export function boundLimit(limit: number | undefined, standard: number, most: number): number {
  return Math.max(1, Math.min(most, Math.floor(limit ?? standard)));
}

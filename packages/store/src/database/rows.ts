/**
 * Between records and rows: `camelCase` members are `snake_case` columns, an absent member is
 * NULL, and members that are no scalar are JSON in a text column (the same on both databases; no
 * query looks inside).
 */

/** A record as a row. */
export function toRow(record: object, json: readonly string[] = []): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).map(([member, value]) => [
      snakeCase(member),
      value === undefined || !json.includes(member) ? value : JSON.stringify(value),
    ]),
  );
}

/** How to read a row's columns that are not plain text or small numbers. */
export interface RowShape {
  json?: readonly string[];
  /** Columns of type bigint, which the PostgreSQL driver gives as text. */
  numbers?: readonly string[];
  /** Columns that are ours alone and stay out of the record. */
  internal?: readonly string[];
}

/** A row as a record; NULL becomes an absent member. */
export function fromRow<T>(row: Record<string, unknown>, shape: RowShape = {}): T {
  const record: Record<string, unknown> = {};
  for (const [column, value] of Object.entries(row)) {
    const member = camelCase(column);
    if (value !== null && value !== undefined && !shape.internal?.includes(member)) {
      record[member] = read(member, value, shape);
    }
  }
  return record as T;
}

function read(member: string, value: unknown, shape: RowShape): unknown {
  if (shape.json?.includes(member)) {
    return JSON.parse(value as string);
  }
  if (shape.numbers?.includes(member)) {
    return Number(value);
  }
  // The drivers give Buffers; a plain Uint8Array compares and prints as what the interface promises.
  return Buffer.isBuffer(value) ? new Uint8Array(value) : value;
}

function snakeCase(member: string): string {
  return member.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
}

function camelCase(column: string): string {
  return column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

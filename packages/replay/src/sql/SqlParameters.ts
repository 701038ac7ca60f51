/** A value that is bound to a statement; instants go as RFC 3339 texts. */
export type SqlParameter = string | number;

export type SqlParameterType = 'text' | 'float8' | 'timestamptz';

/** The values of one statement. Each is bound once, however often the statement names it. */
export class SqlParameters {
  readonly values: SqlParameter[] = [];
  private readonly places = new Map<string, string>();

  /** The placeholder of a value, with its type: neither database has to guess. */
  bind(value: SqlParameter, type: SqlParameterType): string {
    const key = `${type} ${value}`;
    let place = this.places.get(key);
    if (place === undefined) {
      this.values.push(value);
      place = `CAST($${this.values.length} AS ${type})`;
      this.places.set(key, place);
    }
    return place;
  }
}

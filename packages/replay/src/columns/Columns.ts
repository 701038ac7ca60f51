import type { JsonObject, JsonValue, Recording } from '@countersign/model';
import { instantAt, valueAt, type Column, type InstantColumn } from './Column';
import {
  INSTANT_PARTS,
  MORE_PARAMETERS,
  PARAMETER_NAMES,
  parameterPart,
  VALUE_PARTS,
  type InstantPart,
} from './partNames';
import { reviewsAt, type ReviewColumns } from './ReviewColumns';
import { joinRecording, type RecordingParts } from './splitRecording';

/** What columns are made of, as it is written to a cache file and read from one. */
export interface ColumnsData {
  /** How many recordings. */
  readonly rows: number;
  /** By the names of {@link VALUE_PARTS} and {@link INSTANT_PARTS}, and those of the parameters. */
  readonly parts: ReadonlyMap<string, Column>;
  readonly reviews: ReviewColumns;
}

/**
 * Recordings cut into parts, each part a column: some 60 to 100 bytes for an action, where the object
 * takes 2,000 and more. Any row can be rebuilt as it was, but for members that were `undefined` and
 * for -0, as in JSON. Nothing in it changes any more.
 */
export class Columns implements ColumnsData {
  readonly rows: number;
  readonly parts: ReadonlyMap<string, Column>;
  readonly reviews: ReviewColumns;

  constructor({ rows, parts, reviews }: ColumnsData) {
    this.rows = rows;
    this.parts = parts;
    this.reviews = reviews;
  }

  /** @throws RangeError when the set has no such part; parameters that no row has, have none. */
  part(name: string): Column {
    const column = this.parts.get(name);
    if (!column) {
      throw new RangeError(`The columns have no part "${name}"`);
    }
    return column;
  }

  /** The instants of a part that holds instants. */
  instants(name: InstantPart): InstantColumn {
    return this.part(name) as InstantColumn;
  }

  /**
   * The recording of a row, rebuilt; costs a few microseconds. What it is made of is shared with other
   * rows: not to be changed.
   *
   * @throws RangeError when there is no such row.
   */
  recordingAt(row: number): Recording {
    if (!(row >= 0 && row < this.rows)) {
      throw new RangeError(`There is no row ${row} among ${this.rows}`);
    }
    const values = Object.fromEntries(
      VALUE_PARTS.map(name => [name, valueAt(this.part(name), row)]),
    ) as RecordingParts['values'];
    const instants = Object.fromEntries(
      INSTANT_PARTS.map(name => [name, this.instantAt(name, row)]),
    ) as RecordingParts['instants'];
    return joinRecording(
      { values, instants },
      this.parametersAt(row),
      reviewsAt(this.reviews, row),
    );
  }

  /** An instant as it was spelt; `undefined` where the row has none. */
  instantAt(name: InstantPart, row: number): string | undefined {
    return instantAt(this.instants(name), row);
  }

  /** A row's parameters, or those of some names; `undefined` where its action has none at all. */
  parametersAt(row: number, only?: ReadonlySet<string>): JsonObject | undefined {
    const all = valueAt(this.part(PARAMETER_NAMES), row) as string[] | undefined;
    if (!all) {
      return undefined;
    }
    const names = only ? all.filter(name => only.has(name)) : all;
    const more = valueAt(this.part(MORE_PARAMETERS), row) as JsonObject | undefined;
    // `fromEntries` makes own members of all names, "__proto__" too.
    return Object.fromEntries(
      names.map((name): [string, JsonValue] => {
        const own = this.parts.get(parameterPart(name));
        return [name, (own ? valueAt(own, row) : more![name])!];
      }),
    );
  }
}

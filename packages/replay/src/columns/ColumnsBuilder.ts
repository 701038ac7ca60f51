import type { JsonObject, JsonValue, Recording } from '@countersign/model';
import type { Column } from './Column';
import { Columns } from './Columns';
import { InstantsBuilder } from './InstantsBuilder';
import {
  INSTANT_PARTS,
  MAX_PARAMETER_PARTS,
  MORE_PARAMETERS,
  PARAMETER_NAMES,
  parameterPart,
  VALUE_PARTS,
} from './partNames';
import { ReviewsBuilder } from './ReviewColumns';
import { splitRecording } from './splitRecording';
import { ValuesBuilder } from './ValuesBuilder';

/** Parts of which it is known that every row has its own. */
const DISTINCT: readonly string[] = ['id', 'packetDigest'];

/**
 * Turns recordings into columns, one after the other; none is kept. Memory grows with the columns, and
 * by half of them while they grow.
 */
export class ColumnsBuilder {
  private rows = 0;
  private readonly values = new Map(
    VALUE_PARTS.map(name => [name, new ValuesBuilder(DISTINCT.includes(name))]),
  );
  private readonly instants = new Map(INSTANT_PARTS.map(name => [name, new InstantsBuilder()]));
  private readonly parameterNames = new ValuesBuilder();
  private readonly parameters = new Map<string, ValuesBuilder>();
  private readonly more = new ValuesBuilder();
  private readonly reviews = new ReviewsBuilder();

  /** How many were added so far. */
  get length(): number {
    return this.rows;
  }

  add(recording: Recording): void {
    const { values, instants } = splitRecording(recording);
    this.values.forEach((builder, name) => builder.push(values[name]));
    this.instants.forEach((builder, name) => builder.push(instants[name]));
    this.addParameters(recording.proposal.action.properties);
    this.reviews.push(recording.reviews);
    this.rows++;
  }

  /** The columns of all that were added. The builder is used up. */
  finish(): Columns {
    const parts = new Map<string, Column>();
    this.values.forEach((builder, name) => parts.set(name, builder.finish()));
    this.instants.forEach((builder, name) => parts.set(name, builder.finish()));
    parts.set(PARAMETER_NAMES, this.parameterNames.finish());
    this.parameters.forEach((builder, name) => {
      builder.padTo(this.rows);
      parts.set(parameterPart(name), builder.finish());
    });
    parts.set(MORE_PARAMETERS, this.more.finish());
    return new Columns({ rows: this.rows, parts, reviews: this.reviews.finish() });
  }

  private addParameters(properties: JsonObject | undefined): void {
    const entries = Object.entries(properties ?? {}).filter(isPresent);
    this.parameterNames.push(properties && entries.map(([name]) => name));
    let more: Record<string, JsonValue> | undefined;
    for (const [name, value] of entries) {
      const builder = this.builderOf(name);
      if (builder) {
        builder.padTo(this.rows);
        builder.push(value);
      } else {
        more ??= Object.create(null) as Record<string, JsonValue>;
        more[name] = value;
      }
    }
    this.more.push(more);
  }

  private builderOf(name: string): ValuesBuilder | undefined {
    let builder = this.parameters.get(name);
    if (!builder && this.parameters.size < MAX_PARAMETER_PARTS) {
      builder = new ValuesBuilder();
      this.parameters.set(name, builder);
    }
    return builder;
  }
}

function isPresent(entry: [string, JsonValue | undefined]): entry is [string, JsonValue] {
  return entry[1] !== undefined;
}

import type { JsonValue } from '@countersign/model';
import { GrowingCodes } from './Codes';
import type { DictionaryColumn, TextColumn } from './Column';
import { compareValues } from './compareValues';
import { TextBlob } from './TextBlob';

/** From so many distinct values on, a column of which more than half differ keeps texts instead. */
const MANY = 16_384;

/** Collects one part's values: by dictionary as long as they repeat, else as texts. */
export class ValuesBuilder {
  private codes = new GrowingCodes();
  private values: (JsonValue | undefined)[] = [undefined];
  /** Codes by value. The texts that name lists and objects are kept apart from texts. */
  private plain = new Map<JsonValue, number>();
  private composed = new Map<string, number>();
  /** Codes of lists and objects that are frozen, through and through as the reader's are, by themselves. */
  private frozen = new WeakMap<object, number>();
  private blob: TextBlob | undefined;

  /** @param isDistinct - Known to differ in every row: no dictionary is tried. */
  constructor(isDistinct = false) {
    this.blob = isDistinct ? new TextBlob() : undefined;
  }

  get length(): number {
    return (this.blob ?? this.codes).length;
  }

  push(value: JsonValue | undefined): void {
    if (this.blob) {
      this.blob.push(value);
      return;
    }
    this.codes.push(value === undefined ? 0 : this.codeOf(value));
    const count = this.values.length;
    if (count > this.codes.length / 2 && count >= MANY) {
      this.turnIntoTexts();
    }
  }

  padTo(rows: number): void {
    (this.blob ?? this.codes).padTo(rows);
  }

  finish(): DictionaryColumn | TextColumn {
    if (this.blob) {
      return this.blob.finish();
    }
    const { values } = this;
    const order = values.map((_, code) => code).slice(1);
    order.sort((a, b) => compareValues(values[a]!, values[b]!));
    const table = new Uint32Array(values.length);
    order.forEach((code, rank) => (table[code] = rank + 1));
    return {
      kind: 'dictionary',
      codes: this.codes.finish(table),
      values: [undefined, ...order.map(code => values[code]!)],
    };
  }

  private codeOf(value: JsonValue): number {
    const isComposed = typeof value === 'object' && value !== null;
    const known = isComposed ? this.frozen.get(value) : undefined;
    if (known !== undefined) {
      return known;
    }
    const codes: Map<JsonValue, number> = isComposed ? this.composed : this.plain;
    const key = isComposed ? JSON.stringify(value) : value;
    let code = codes.get(key);
    if (code === undefined) {
      code = this.values.length;
      codes.set(key, code);
      // Its own copy: a recording may be changed by whoever gave it.
      this.values.push(isComposed ? (JSON.parse(key as string) as JsonValue) : value);
    }
    if (isComposed && Object.isFrozen(value)) {
      this.frozen.set(value, code);
    }
    return code;
  }

  private turnIntoTexts(): void {
    const blob = new TextBlob();
    for (let row = 0; row < this.codes.length; row++) {
      blob.push(this.values[this.codes.at(row)]);
    }
    this.blob = blob;
    this.codes = new GrowingCodes();
    this.values = [];
    this.plain.clear();
    this.composed.clear();
    this.frozen = new WeakMap();
  }
}

import type { Digest } from '@countersign/model';
import type { CelObjectType, Expression } from '@countersign/policy';
import type { HistoryDocument, MappingDocument, TableDocument } from './mappingDocument';

/** A column of a table, with everything said. */
export interface Column {
  readonly name: string;
  readonly at: string;
  readonly list: boolean;
  readonly optional: boolean;
}

/** A table that expressions read. */
export interface Table {
  readonly name: string;
  readonly file: string;
  readonly format: TableDocument['format'];
  /** The way to the list of items; empty, the whole file. */
  readonly items: readonly string[];
  readonly each?: { readonly list: string; readonly as: string };
  /** Whether the file need not be there. */
  readonly optional: boolean;
  readonly columns: readonly Column[];
  /** What `row` is in expressions; its `implementation` is {@link Table.Row}. */
  readonly rowType: CelObjectType;
  /** Rows are instances of it, so that CEL reads them without wrapping each. */
  readonly Row: new () => Record<string, string | readonly string[]>;
}

/** An expression with what it must yield, so that its result can be read without guessing. */
export interface TypedExpression {
  readonly expression: Expression;
  /** Where it stands in the mapping: `recordings.outcome.at`. */
  readonly path: string;
}

/** Expressions by member; members in members are joined by a dot, as `subject.id`. */
export type Members = Readonly<Record<string, TypedExpression>>;

/** One way to walk a table. */
export interface RowRule {
  readonly table: Table;
  readonly when?: TypedExpression;
  /** In order. */
  readonly lets: readonly (readonly [name: string, expression: TypedExpression])[];
  readonly members: Members;
}

/** A compiled piece of history. */
export interface HistoryRule {
  readonly name: string;
  readonly when: TypedExpression;
  readonly by?: TypedExpression;
  /** The distinct value or the last one; absent for a count. */
  readonly value?: TypedExpression;
  readonly kind: 'count' | 'distinct' | 'last';
  /** Milliseconds; infinite for `last`. */
  readonly within: number;
  readonly document: HistoryDocument;
}

/** Rows of another table, or the same, that rows find by a key. */
export interface JoinRule {
  readonly name: string;
  readonly table: Table;
  readonly when?: TypedExpression;
  readonly key: TypedExpression;
  readonly equals: TypedExpression;
  readonly order?: TypedExpression;
  readonly keep: 'first' | 'last';
  /** What the found row is in expressions; an instance as it is made says that none was found. */
  readonly Joined: new () => Record<string, unknown>;
}

/** How a row becomes a recording. */
export interface RecordingRule extends RowRule {
  readonly joins: readonly JoinRule[];
  readonly history: readonly HistoryRule[];
  /** What `history` is in expressions. */
  readonly History: new () => Record<string, unknown>;
  readonly properties: Members;
  readonly reviews: readonly Members[];
}

/** A mapping file, checked and compiled. */
export interface Mapping {
  readonly uri: string;
  readonly name: string;
  readonly digest: Digest;
  readonly document: MappingDocument;
  readonly tables: ReadonlyMap<string, Table>;
  readonly topology: {
    readonly entities: readonly RowRule[];
    readonly edges: readonly RowRule[];
    readonly groups: readonly RowRule[];
    readonly aliases: readonly RowRule[];
  };
  readonly recordings: RecordingRule;
}

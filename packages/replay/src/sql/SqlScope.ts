import type { Expression, ExpressionNode } from '@countersign/policy';
import type { WindowDocument } from '@countersign/model';
import type { RowFacts } from './RowFacts';
import type { SqlDialect } from './SqlDialect';
import type { SqlParameters } from './SqlParameters';
import type { SqlValue } from './SqlValue';

/** What one condition is written with. */
export interface SqlScope {
  readonly dialect: SqlDialect;
  readonly parameters: SqlParameters;
  readonly facts: RowFacts;
  readonly expression: Expression;
  /** The windows of the condition's policy. */
  readonly windows: Readonly<Record<string, WindowDocument>>;
  /** Variables of the loops around. */
  readonly bound: ReadonlyMap<string, SqlValue>;
  /** Writes a piece of the expression: what writes calls and what writes expressions need each other. */
  readonly write: (node: ExpressionNode, scope: SqlScope) => SqlValue;
}

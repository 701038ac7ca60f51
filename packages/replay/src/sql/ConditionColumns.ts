import type { Conditional, ExpressionNode, Policy } from '@countersign/policy';
import { CannotWrite, SQL_REFUSALS, type SqlRefusal } from './SqlRefusal';
import type { RowFacts } from './RowFacts';
import type { SqlDialect } from './SqlDialect';
import type { SqlParameters } from './SqlParameters';
import type { SqlScope } from './SqlScope';
import { FAILS } from './SqlValue';
import { writeExpression, writeTruth } from './writeExpression';

/**
 * The conditions of a set of policies as columns of truth: each column is calculated once for a row,
 * and shared by all parts whose condition reads the same in SQL. NULL says that the condition failed.
 */
export class ConditionColumns {
  readonly refusals: SqlRefusal[] = [];
  private readonly columns = new Map<string, string>();

  constructor(
    private readonly prefix: string,
    private readonly dialect: SqlDialect,
    private readonly parameters: SqlParameters,
    private readonly facts: RowFacts,
  ) {}

  /** Name of the column that has the answer to a part's condition; `TRUE` where it always holds. */
  of(part: Conditional, policy: Policy): string {
    const { expression } = part.when;
    if (!expression?.syntax) {
      return 'TRUE';
    }
    const scope: SqlScope = {
      dialect: this.dialect,
      parameters: this.parameters,
      facts: this.facts,
      expression,
      windows: policy.document.spec.windows,
      bound: new Map(),
      write: writeExpression,
    };
    return this.add(this.attempt(part, expression.syntax, scope));
  }

  /** A column of truth that is no condition, such as whether a policy covers a row's target. */
  add(sql: string): string {
    let name = this.columns.get(sql);
    if (name === undefined) {
      name = `${this.prefix}${this.columns.size}`;
      this.columns.set(sql, name);
    }
    return name;
  }

  get size(): number {
    return this.columns.size;
  }

  /** `, … AS name` for each. */
  get selection(): string {
    return [...this.columns].map(([sql, name]) => `,\n    ${sql} AS ${name}`).join('');
  }

  private attempt(part: Conditional, syntax: ExpressionNode, scope: SqlScope): string {
    try {
      return writeTruth(syntax, scope);
    } catch (error) {
      if (!(error instanceof CannotWrite)) {
        throw error;
      }
      const { code, place } = error;
      this.refusals.push({
        policy: part.policy,
        name: part.name,
        span: part.when.span(place.start, place.end),
        code,
        because: SQL_REFUSALS[code],
      });
      return FAILS;
    }
  }
}

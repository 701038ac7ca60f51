import type { CelFault } from './CelFault';
import type { ExpressionNode } from './ExpressionNode';

/**
 * One expression, parsed once. This interface is all that the rest of the repository knows of the
 * CEL library behind it.
 */
export interface Expression {
  readonly source: string;
  /** Declared result type, such as `bool`; `undefined` when the expression has faults. */
  readonly type: string | undefined;
  /** Everything that is wrong with it without any value: syntax, names, types. */
  readonly faults: readonly CelFault[];
  /** What deserves a warning: optional facts that are read without asking whether they are there. */
  readonly cautions: readonly CelFault[];
  /** Its syntax; `undefined` when it could not be read. */
  readonly syntax: ExpressionNode | undefined;
  /** The value when the expression is a literal, such as `true`. */
  readonly constant: unknown;
  /**
   * The value, as CEL has it (`bigint` for int, `Date` for timestamp, `Map` for map), or a
   * {@link CelFault}. Never throws.
   *
   * @param values - One value for each declared variable, by name, in CEL's terms; see `toCel`.
   */
  evaluate(values: object): unknown;
  /**
   * A piece of this expression as an expression of its own, such as one side of an `&&`; offsets in
   * its faults count from the start of the piece. Made when it is first asked for, and kept.
   */
  part(node: ExpressionNode): Expression;
}

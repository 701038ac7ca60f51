import type { CelFault } from './CelFault';

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
  /** The value when the expression is a literal, such as `true`. */
  readonly constant: unknown;
  /**
   * The value, as CEL has it (`bigint` for int, `Date` for timestamp, `Map` for map), or a
   * {@link CelFault}. Never throws.
   *
   * @param values - One value for each declared variable, by name, in CEL's terms; see `toCel`.
   */
  evaluate(values: object): unknown;
}

/**
 * A function or method of CEL for which the library's own implementation is not fit for policies.
 * Calls are redirected to it after parsing; all overloads of a name are replaced together.
 */
export interface ReplacedFunction {
  readonly name: string;
  /** Type of what a method is called on; absent for a function. */
  readonly on?: string;
  /** Types of the parameters. */
  readonly of: readonly string[];
  readonly result: string;
  readonly evaluate: (...values: never[]) => unknown;
}

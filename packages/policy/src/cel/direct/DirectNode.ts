import type { CelDeclaration } from '../CelDeclaration';

/** The values of the declared variables, by name. */
export type Values = Readonly<Record<string, unknown>>;

/** Gives the value, or {@link UNANSWERED}. May throw, which means the same. */
export type Evaluate = (values: Values) => unknown;

/** A piece of an expression that is evaluated directly. */
export interface DirectNode {
  /** What the type check of the library knows it to be, too. */
  readonly type: CelDeclaration['type'];
  readonly evaluate: Evaluate;
}

/**
 * There is an error here, or a value that is not of the type it was declared with, or something that
 * direct evaluation does not know. The library is asked about the whole expression then.
 */
export const UNANSWERED = Symbol('unanswered');

/** A piece that direct evaluation does not know, among others that it does. */
export const unanswered: Evaluate = () => UNANSWERED;

/** Why an expression cannot be used or gave no value. The list is closed. */
export type CelFaultKind =
  | 'syntax'
  | 'profile'
  | 'type'
  | 'unknown-name'
  | 'unknown-literal'
  | 'always-there'
  | 'maybe-absent'
  | 'pattern'
  | 'evaluation';

/**
 * What is wrong with an expression, as a value: nothing here throws. Offsets count UTF-16 code
 * units in the expression's own text.
 */
export class CelFault {
  constructor(
    readonly kind: CelFaultKind,
    readonly message: string,
    readonly start: number,
    readonly end: number,
    /** What was probably meant; put in the place of the span it mends the expression. */
    readonly suggestion?: string,
    /** For `unknown-literal`: what the literal should have named. */
    readonly noun?: string,
  ) {}
}

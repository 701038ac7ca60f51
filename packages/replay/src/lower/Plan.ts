import type { ExpressionNode } from '@countersign/policy';
import type { Reads } from './readsOf';

/** How a condition is found out for all rows. */
export type Plan =
  /** Asked once for each distinct value of what it reads, and at each level where it reads that. */
  | { readonly kind: 'atom'; readonly node: ExpressionNode; readonly reads: Reads }
  /** Asked at the ends of each stretch of the clock. */
  | { readonly kind: 'clock'; readonly node: ExpressionNode; readonly minutes: number }
  /** True from some instant on, or until one: found by halving. */
  | { readonly kind: 'instant'; readonly node: ExpressionNode }
  /** Asked about every row that can still matter. */
  | { readonly kind: 'rows'; readonly node: ExpressionNode }
  | { readonly kind: 'logic'; readonly operator: '&&' | '||' | '!' | '?:'; readonly parts: Plan[] };

/** Whether some of it is asked row by row. */
export function asksRows(plan: Plan): boolean {
  return plan.kind === 'rows' || (plan.kind === 'logic' && plan.parts.some(asksRows));
}

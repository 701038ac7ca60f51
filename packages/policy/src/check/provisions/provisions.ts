import type { Path, PolicyText } from '../../parse/PolicyText';

/** The lists of a policy whose entries have a name, beside rules and raises. */
export const PROVISIONS = ['holds', 'requiredFields', 'standing', 'exceptions'] as const;
export type Provision = (typeof PROVISIONS)[number];

/** Paths of the entries of a list under `spec`. */
export function entriesOf(text: PolicyText, list: Provision | 'rules'): Path[] {
  return Array.from({ length: text.count(['spec', list]) }, (_, index) => ['spec', list, index]);
}

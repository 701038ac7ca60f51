import type { Bench } from './Bench';
import { policyBench } from './policy/policyBench';

/** Every measurement, by the name that `npm run bench -- NAME` takes. */
export const BENCHES: Readonly<Record<string, Bench>> = {
  policy: policyBench,
};

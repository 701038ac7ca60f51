import type { Bench } from './Bench';
import { kernelsBench } from './kernels/kernelsBench';
import { policyBench } from './policy/policyBench';
import { replayBench } from './replay/replayBench';

/** Every measurement, by the name that `npm run bench -- NAME` takes. */
export const BENCHES: Readonly<Record<string, Bench>> = {
  policy: policyBench,
  replay: replayBench,
  kernels: kernelsBench,
};

import { celConformance } from './cel/celConformance';
import type { Conformance } from './Conformance';
import { hostileConformance } from './hostile/hostileConformance';
import { policyConformance } from './policy/policyConformance';
import { replayConformance } from './replay/replayConformance';

/** Every check, by the name that `npm run conformance -- NAME` takes. */
export const CONFORMANCES: Readonly<Record<string, Conformance>> = {
  cel: celConformance,
  hostile: hostileConformance,
  policy: policyConformance,
  replay: replayConformance,
};

import { celConformance } from './cel/celConformance';
import type { Conformance } from './Conformance';

/** Every check, by the name that `npm run conformance -- NAME` takes. */
export const CONFORMANCES: Readonly<Record<string, Conformance>> = {
  cel: celConformance,
};

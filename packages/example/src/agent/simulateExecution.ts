import { sleep, type ReportedOutcome } from '@countersign/client';
import type { Random } from '../random/Random';

/**
 * Stands where a real executor would restart, deploy or scale something. Tumbleweed Parcels has no
 * machines: this waits a moment and tells a believable outcome, and says in it that it was simulated.
 */
export async function simulateExecution(
  random: Random,
  options: { longestMs: number; signal?: AbortSignal },
): Promise<ReportedOutcome> {
  await sleep(Math.min(options.longestMs, random.logNormal(1500, 0.6)), options.signal);
  const [status, detail] = random.weighted(ENDINGS, ([, , weight]) => weight);
  return { status, detail };
}

const ENDINGS: readonly [ReportedOutcome['status'], string, number][] = [
  ['succeeded', 'Simulated: all checks passed.', 94],
  ['rolled_back', 'Simulated: errors rose, so it was taken back.', 4],
  ['failed', 'Simulated: it did not come up again.', 2],
];

import type { PolicySet } from '@countersign/policy';
import { ColumnReplayEngine, ScalarReplayEngine, type RecordingSet } from '@countersign/replay';
import { compareReplays } from './compareReplays';

const KERNELS = ['wasm-simd', 'javascript'] as const;

/**
 * In what replays by columns differ from the plain engine's, over policies as an author leaves them one
 * after the other. Each is compared with the ones before, by engines that keep what they found, by new
 * ones, and with what was decided at the time. Empty when not one row differs.
 */
export async function differencesOfEngines(
  set: RecordingSet,
  policies: readonly PolicySet[],
): Promise<string[]> {
  const plain = new ScalarReplayEngine();
  const kept = KERNELS.map(kernels => new ColumnReplayEngine({ kernels }));
  const differences: string[] = [];
  for (const [step, head] of policies.entries()) {
    const base = policies[step - 1];
    const request = { set, head, ...(base && { base }) };
    const expected = await plain.replay(request);
    for (const [at, kernels] of KERNELS.entries()) {
      const engines = {
        'after edits': kept[at]!,
        'from scratch': new ColumnReplayEngine({ kernels }),
      };
      for (const [how, engine] of Object.entries(engines)) {
        const found = compareReplays(expected, await engine.replay(request));
        differences.push(
          ...found.map(each => `${set.name}, policies ${step}, ${kernels} ${how}: ${each}`),
        );
      }
    }
  }
  return differences;
}

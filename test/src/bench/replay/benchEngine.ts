import { createPolicySet, type PolicySet } from '@countersign/policy';
import { ColumnReplayEngine, type RecordingSet } from '@countersign/replay';
import { measure, type MeasureOptions } from '../measure';
import { GUARDRAIL_TEXT, policySetWith, read, scopeText } from './policies';
import type { OurFigures } from './replayFigures';

/** Times replays of a set with one kind of kernels. */
export async function benchEngine(
  set: RecordingSet,
  kernels: 'wasm-simd' | 'javascript',
  { rounds = 7 }: MeasureOptions,
): Promise<OurFigures> {
  const replayAnew = (head: PolicySet) => new ColumnReplayEngine({ kernels }).replay({ set, head });
  const begin = performance.now();
  await replayAnew(policySetWith());
  const coldest = performance.now() - begin;

  // Policies keep pieces of their conditions: each new engine gets ones that nobody has asked yet.
  const unasked = Array.from({ length: rounds + 1 }, () => policySetWith());
  const { first } = await measure([{ name: 'first', run: () => replayAnew(unasked.pop()!) }], {
    rounds,
    roundLength: 1,
    warmUp: 0,
  });

  const engine = new ColumnReplayEngine({ kernels });
  const head = policySetWith();
  const keystroke = createKeystroke();
  const { warm, edit } = await measure(
    [
      { name: 'warm', run: () => engine.replay({ set, head }) },
      { name: 'edit', run: () => engine.replay({ set, base: head, head: keystroke() }) },
    ],
    { rounds, roundLength: 1 },
  );
  return { kernels, coldest, first, warm, edit };
}

/** Policies as each keystroke leaves them: the threshold is another one every time. */
export function createKeystroke(): () => PolicySet {
  const guardrail = read(GUARDRAIL_TEXT);
  let hundredths = 1_000;
  return () => createPolicySet([guardrail, read(scopeText(++hundredths / 100))]);
}

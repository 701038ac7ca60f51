import type { Recording } from '@countersign/model';
import type { PolicySet } from '@countersign/policy';
import { createRecordingSet, ScalarReplayEngine, type ReplayRow } from '@countersign/replay';
import type { SqlEngine } from './sqlEngines';

/**
 * Every row on which a database answers otherwise than the plain evaluator, with both answers; rows
 * that one of them leaves out count too.
 */
export async function compareSql(
  engine: SqlEngine,
  table: string,
  set: PolicySet,
  recordings: readonly Recording[],
): Promise<string[]> {
  const expected = await answersOf(set, recordings);
  const different: string[] = [];
  for await (const rows of engine.replay.decide(set, { table })) {
    for (const { id, head, unknown } of rows) {
      const answer = answerOf({ head, ...(unknown && { unknown }) });
      if (expected.get(id) !== answer) {
        different.push(`${id}: ${answer} in ${engine.name}, expected ${expected.get(id)}`);
      }
      expected.delete(id);
    }
  }
  return [...different, ...[...expected.keys()].map(id => `${id}: no answer in ${engine.name}`)];
}

async function answersOf(
  set: PolicySet,
  recordings: readonly Recording[],
): Promise<Map<string, string>> {
  const { rows } = await new ScalarReplayEngine().replay({
    set: createRecordingSet({ name: 'equality', recordings }),
    head: set,
  });
  const answers = new Map<string, string>();
  for (const row of rows) {
    answers.set(recordings[row.index]!.id, answerOf(row));
  }
  return answers;
}

function answerOf({ head, unknown }: Pick<ReplayRow, 'head' | 'unknown'>): string {
  const { decision, level, rule } = head;
  const by = rule ? `${rule.policy}/${rule.rule}` : 'no rule';
  return `${decision} ${level} by ${by}${unknown ? ', unknown' : ''}`;
}

import { decisionInputOf } from '@countersign/model';
import { decide } from '@countersign/policy';
import { AnswerTable } from './AnswerTable';
import { createPacer } from './Pacer';
import type { ReplayEngine, ReplayRequest } from './ReplayEngine';
import type { ReplayResult, ReplayRow } from './ReplayResult';
import { TotalsCounter } from './TotalsCounter';

/**
 * Asks the plain evaluator about every recording, one after the other. Costs one or two calls of
 * `decide` for each; it is the measure that a faster engine has to agree with.
 */
export class ScalarReplayEngine implements ReplayEngine {
  async replay(request: ReplayRequest): Promise<ReplayResult> {
    const { set, base, head, signal, onProgress } = request;
    const { recordings } = set;
    let index = -1;
    const pacer = createPacer(signal);
    const counter = new TotalsCounter(set.reviewMinutesMedian);
    const answers = new AnswerTable();
    const rows: ReplayRow[] = [];

    for (const recording of recordings) {
      index++;
      if (pacer.due()) {
        onProgress?.(index, recordings.length);
        await pacer.pause();
      }
      const input = decisionInputOf(recording);
      const before = base
        ? answers.add(decide(base, input))
        : recording.decided && answers.addRecorded(recording.decided);
      const one = before === undefined ? undefined : answers.at(before);
      const other = answers.at(answers.add(decide(head, input)));
      const row: ReplayRow = {
        index,
        ...(one && { base: one.decision }),
        head: other.decision,
        ...(other.unknown && { unknown: true as const }),
      };
      rows.push(row);
      counter.add(row, recording, { base: one?.reviews ?? 0, head: other.reviews });
    }
    onProgress?.(recordings.length, recordings.length);
    return {
      set: set.name,
      total: recordings.length,
      rows,
      ...counter.finish(),
      ...(set.reviewMinutesMedian !== undefined && {
        reviewMinutesMedian: set.reviewMinutesMedian,
      }),
    };
  }
}

import { decisionInputOf, type Decision, type Recording } from '@countersign/model';
import { decide } from '@countersign/policy';
import { leastReviews } from './leastReviews';
import { createPacer } from './Pacer';
import type { ReplayEngine, ReplayRequest } from './ReplayEngine';
import type { ReplayResult, ReplayRow, RowDecision } from './ReplayResult';
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
    const intern = createInterner();
    const rows: ReplayRow[] = [];

    for (const recording of recordings) {
      index++;
      if (pacer.due()) {
        onProgress?.(index, recordings.length);
        await pacer.pause();
      }
      const input = decisionInputOf(recording);
      const before = base && decide(base, input);
      const after = decide(head, input);
      const row: ReplayRow = {
        index,
        ...baseOf(before, recording, intern),
        head: intern(after),
        ...((after.level === 'unknown' || after.faults.length > 0) && { unknown: true as const }),
      };
      rows.push(row);
      counter.add(row, recording, {
        // How many a recorded decision asked is not known: where both ask, it adds no toil.
        base: before ? leastReviews(before.requirement) : Infinity,
        head: leastReviews(after.requirement),
      });
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

function baseOf(
  before: Decision | undefined,
  recording: Recording,
  intern: (decision: RowDecision) => RowDecision,
): { base?: RowDecision } {
  const base = before ?? recording.decided;
  return base ? { base: intern(base) } : {};
}

/** A hundred thousand rows share a few dozen answers; each is kept once. */
function createInterner(): (decision: RowDecision) => RowDecision {
  const known = new Map<string, RowDecision>();
  return ({ decision, level, rule }) => {
    const key = `${decision} ${level} ${rule ? `${rule.policy} ${rule.rule}` : ''}`;
    let row = known.get(key);
    if (!row) {
      row = Object.freeze({
        decision,
        level,
        ...(rule && { rule: Object.freeze({ policy: rule.policy, rule: rule.rule }) }),
      });
      known.set(key, row);
    }
    return row;
  };
}

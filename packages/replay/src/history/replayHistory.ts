import type { Recording } from '@countersign/model';
import { replay } from '../engine/replay';
import type { ReplayRequest } from '../engine/ReplayEngine';
import type { ReplayResult, ReplayRow } from '../engine/ReplayResult';
import { createRecordingSet, type RecordingSet } from '../RecordingSet';
import { addTotals } from './addTotals';
import type { PolicyHistory } from './PolicyHistory';

/** What is to be replayed against the policies of its time. */
export interface HistoryReplayRequest extends Omit<ReplayRequest, 'base'> {
  readonly history: PolicyHistory;
}

/** The recordings of one version's time. */
export interface HistorySpan {
  /** The version's name; absent for recordings from a time of which no version is known. */
  readonly version?: string;
  /** Instant from which it held. */
  readonly since?: string;
  /** Instant until which it held; absent for the last. */
  readonly until?: string;
  readonly recordings: number;
  /** Why the version could not decide; its recordings keep the decision of their day, if they have one. */
  readonly fault?: string;
}

/** A replay against a history, with what it compared with when. */
export interface HistoryReplay {
  readonly result: ReplayResult;
  /** In the order of time; versions without recordings are left out. */
  readonly spans: readonly HistorySpan[];
}

/**
 * Decides every recording anew under the head, and under the version that was in force at its instant.
 * Where none is known, or that version cannot decide, the decision on record is the base; where there
 * is none either, the recording has no base.
 *
 * @throws the signal's reason once it is aborted.
 */
export async function replayHistory(request: HistoryReplayRequest): Promise<HistoryReplay> {
  const { set, history, head, signal, onProgress } = request;
  const total = set.recordings.length;
  const places = placesByVersion(set, history);
  const rows = new Array<ReplayRow>(total);
  const parts: ReplayResult[] = [];
  const spans: HistorySpan[] = [];
  let before = 0;
  for (const [position, indices] of places) {
    const version = position === undefined ? undefined : history.versions[position]!;
    const part = await replay({
      set: partOf(set, indices),
      head,
      ...(version?.policies && { base: version.policies }),
      ...(signal && { signal }),
      ...(onProgress && { onProgress: done => onProgress(before + done, total) }),
    });
    for (const row of part.rows) {
      const index = indices[row.index]!;
      rows[index] = { ...row, index };
    }
    parts.push(part);
    spans.push(spanOf(history, position, indices.length));
    before += indices.length;
  }
  onProgress?.(total, total);
  return { result: { ...addTotals(parts), set: set.name, total, rows, ...medianOf(set) }, spans };
}

/** Places in the set by version, in the order of time; those of no version first. */
function placesByVersion(
  { recordings }: RecordingSet,
  history: PolicyHistory,
): [number | undefined, number[]][] {
  const places = new Map<number | undefined, number[]>();
  let index = 0;
  for (const { at } of recordings) {
    const position = history.positionAt(Date.parse(at));
    const found = places.get(position);
    if (found) {
      found.push(index);
    } else {
      places.set(position, [index]);
    }
    index++;
  }
  return [...places].sort(([a], [b]) => (a ?? -1) - (b ?? -1));
}

/** What a review costs is a matter of the whole set, not of a span. */
function partOf(set: RecordingSet, indices: readonly number[]): RecordingSet {
  const recordings: Recording[] = indices.map(index => set.recordings.at(index)!);
  return createRecordingSet({ name: set.name, recordings, ...medianOf(set) });
}

function medianOf({ reviewMinutesMedian }: RecordingSet) {
  return reviewMinutesMedian === undefined ? {} : { reviewMinutesMedian };
}

function spanOf(
  { versions }: PolicyHistory,
  position: number | undefined,
  recordings: number,
): HistorySpan {
  if (position === undefined) {
    return { recordings };
  }
  const { name, since, until, fault } = versions[position]!;
  const end = until ?? versions[position + 1]?.since;
  return {
    version: name,
    since: new Date(since).toISOString(),
    ...(end !== undefined && { until: new Date(end).toISOString() }),
    recordings,
    ...(fault !== undefined && { fault }),
  };
}

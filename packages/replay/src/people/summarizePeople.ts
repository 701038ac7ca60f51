import { leavesOf } from '@countersign/approval';
import type { CatalogSnapshot } from '@countersign/model';
import { createPacer } from '../engine/Pacer';
import type { ReplayResult } from '../engine/ReplayResult';
import type { RecordingSet } from '../RecordingSet';
import { PeopleResolver } from './PeopleResolver';

/** A group or user who would have been asked. */
export interface AskedParty {
  readonly ref: string;
  /** Recordings that the head asks it about, alone or among others. */
  readonly recordings: number;
  /** People of it who may vote, in the snapshot; the fewest over these recordings. */
  readonly people: number;
}

/** Something that keeps requirements from being met. */
export interface Shortage {
  readonly because: string;
  readonly recordings: number;
}

/** Who would have been asked, and whether they could have answered. Counts recordings. */
export interface PeopleSummary {
  /** When the snapshot was taken that says so. */
  readonly catalogTakenAt: string;
  /** Recordings that the head asks people about. */
  readonly asked: number;
  /** … of those, how many nobody could have approved, with the people of the snapshot. */
  readonly unfulfillable: number;
  /** … of those, how many the snapshot cannot tell, such as where those on call are asked. */
  readonly unknown: number;
  /** Who would have been asked, the most often asked first. */
  readonly parties: readonly AskedParty[];
  /** What is in the way of the unfulfillable ones, the most frequent first. */
  readonly shortages: readonly Shortage[];
}

/**
 * Resolves what the head asks of people against a snapshot of the catalog: that of the snapshot's day,
 * which is not the recordings'.
 *
 * @throws the signal's reason once it is aborted.
 */
export async function summarizePeople(
  result: ReplayResult,
  set: RecordingSet,
  snapshot: CatalogSnapshot,
  signal?: AbortSignal,
): Promise<PeopleSummary> {
  const resolver = new PeopleResolver(snapshot);
  const parties = new Map<string, { recordings: number; people: number }>();
  const shortages = new Map<string, number>();
  const counts = { asked: 0, unfulfillable: 0, unknown: 0 };
  const pacer = createPacer(signal);
  for (const row of result.rows) {
    if (pacer.due()) {
      await pacer.pause();
    }
    const { requirement } = row.head;
    if (!requirement) {
      continue;
    }
    const asked = await resolver.resolve(requirement, set.recordings.at(row.index)!);
    counts.asked++;
    if (asked.fulfillment === 'unknown') {
      counts.unknown++;
    } else if (asked.fulfillment === 'unfulfillable') {
      counts.unfulfillable++;
      for (const because of new Set(asked.because)) {
        shortages.set(because, (shortages.get(because) ?? 0) + 1);
      }
    }
    for (const [ref, people] of partiesOf(asked)) {
      const known = parties.get(ref);
      parties.set(ref, {
        recordings: (known?.recordings ?? 0) + 1,
        people: Math.min(known?.people ?? Infinity, people),
      });
    }
  }
  return {
    catalogTakenAt: snapshot.takenAt,
    ...counts,
    parties: [...parties]
      .map(([ref, counted]) => ({ ref, ...counted }))
      .sort((a, b) => b.recordings - a.recordings || (a.ref < b.ref ? -1 : 1)),
    shortages: [...shortages]
      .map(([because, recordings]) => ({ because, recordings }))
      .sort((a, b) => b.recordings - a.recordings || (a.because < b.because ? -1 : 1)),
  };
}

/** Each group and user of a requirement with the people who may vote where it is named. */
function partiesOf(asked: { approvers: Parameters<typeof leavesOf>[0] }): Map<string, number> {
  const parties = new Map<string, number>();
  for (const { refs, eligible } of leavesOf(asked.approvers)) {
    for (const ref of refs) {
      parties.set(ref, Math.min(parties.get(ref) ?? Infinity, eligible.length));
    }
  }
  return parties;
}

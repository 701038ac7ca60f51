import { dirname, join } from 'node:path';
import type { Recording } from '@countersign/model';
import { recordingsOf, type FindRecording, type PolicyTest } from '@countersign/policy';
import { loadRecordingSet, RecordingSetFault } from '@countersign/recordings';

/**
 * The recordings that some tests take, read beforehand: each set once, and of it only what is asked for.
 * A set that is not there holds none, and the case that asks for it says so at its place.
 *
 * @param root - The folder that holds `.countersign`.
 * @throws RecordingSetFault when a set is damaged.
 */
export async function loadRecordings(
  tests: readonly PolicyTest[],
  root: string,
): Promise<(test: PolicyTest) => FindRecording> {
  const wanted = new Map<string, Set<string>>();
  for (const test of tests) {
    for (const { set, id } of recordingsOf(test)) {
      const name = locationOf(set, test);
      wanted.set(name, (wanted.get(name) ?? new Set()).add(id));
    }
  }
  const found = new Map<string, Map<string, Recording>>();
  for (const [name, ids] of wanted) {
    const recordings = await readSet(name, root);
    found.set(
      name,
      new Map(
        recordings.filter(({ id }) => ids.has(id)).map(recording => [recording.id, recording]),
      ),
    );
  }
  return test => ref => found.get(locationOf(ref.set, test))?.get(ref.id);
}

/** A set by its name; a file lies where the test's document says, seen from there. */
function locationOf(set: string, test: PolicyTest): string {
  return /\.jsonl(\.gz)?$/.test(set) ? join(dirname(test.uri), set) : set;
}

async function readSet(name: string, root: string): Promise<readonly Recording[]> {
  try {
    return [...(await loadRecordingSet(name, root)).set.recordings];
  } catch (error) {
    if (error instanceof RecordingSetFault && error.code !== 'damaged') {
      return [];
    }
    throw error;
  }
}

import type { Pacer } from '../engine/Pacer';
import type { Columns } from './Columns';
import { ColumnsBuilder } from './ColumnsBuilder';
import type { Recordings } from './Recordings';

/**
 * Recordings as columns, built when they are first asked for and kept as long as the recordings are.
 * Costs some ten microseconds for each. What does not fit in memory goes through a
 * {@link ColumnsBuilder}.
 */
export function columnsOf(recordings: Recordings): Columns {
  let columns = known.get(recordings);
  if (!columns) {
    const builder = new ColumnsBuilder();
    for (const recording of recordings) {
      builder.add(recording);
    }
    columns = builder.finish();
    known.set(recordings, columns);
  }
  return columns;
}

/**
 * The same without holding the event loop.
 *
 * @throws the reason of the pacer's signal once it is aborted.
 */
export async function columnsOfInSlices(
  recordings: Recordings,
  pacer: Pacer,
  onProgress?: (done: number, total: number) => void,
): Promise<Columns> {
  const builder = known.has(recordings) ? undefined : new ColumnsBuilder();
  if (builder) {
    for (const recording of recordings) {
      if (pacer.due()) {
        onProgress?.(builder.length, recordings.length);
        await pacer.pause();
      }
      builder.add(recording);
    }
    known.set(recordings, builder.finish());
  }
  return columnsOf(recordings);
}

const known = new WeakMap<Recordings, Columns>();

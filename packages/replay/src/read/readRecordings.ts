import type { Recording } from '@countersign/model';
import type { Columns } from '../columns/Columns';
import { ColumnsBuilder } from '../columns/ColumnsBuilder';
import { createPacer } from '../engine/Pacer';
import type { ByteSource } from './ByteSource';
import { decompress, type Decoders } from './decompress';
import { RecordingReader } from './RecordingReader';
import { splitLines } from './splitLines';

/** A line that is no recording, and why. */
export interface RecordingFault {
  /** 1-based. */
  line: number;
  /** One sentence, without the line's content: a recording may hold what should not be shown. */
  message: string;
}

/** How recordings are read. */
export interface ReadRecordingsOptions {
  /** Called for each bad line as it is met. */
  onFault?: (fault: RecordingFault) => void;
  /** Called now and then with the number of lines read so far. */
  onProgress?: (lines: number) => void;
  signal?: AbortSignal;
  /** Bad lines that are kept in the result; `onFault` hears of all of them. Default 1000. */
  maxFaults?: number;
  /** What the platform can decompress beyond gzip; see {@link decompress}. */
  decoders?: Decoders;
}

/**
 * Reads recordings from JSON Lines, plain or compressed, one per line; blank lines mean nothing. A
 * bad line is reported and left out, and never stops the reading. Yields to the event loop every
 * few milliseconds, so that a window stays alive.
 *
 * @throws the signal's reason once it is aborted; TypeError when gzip data are damaged;
 * CompressionFault when there is no decoder for them.
 */
export async function readRecordings(
  bytes: ByteSource,
  options: ReadRecordingsOptions = {},
): Promise<{ recordings: Recording[]; faults: RecordingFault[] }> {
  const recordings: Recording[] = [];
  const faults = await eachRecording(bytes, options, recording => recordings.push(recording));
  return { recordings, faults };
}

/**
 * Reads recordings as {@link readRecordings} does, into columns: no recording is kept, so a set takes
 * some hundred bytes for each instead of kilobytes.
 *
 * @throws as {@link readRecordings}.
 */
export async function readRecordingColumns(
  bytes: ByteSource,
  options: ReadRecordingsOptions = {},
): Promise<{ columns: Columns; faults: RecordingFault[] }> {
  const builder = new ColumnsBuilder();
  const faults = await eachRecording(bytes, options, recording => builder.add(recording));
  return { columns: builder.finish(), faults };
}

async function eachRecording(
  bytes: ByteSource,
  options: ReadRecordingsOptions,
  take: (recording: Recording) => void,
): Promise<RecordingFault[]> {
  const faults: RecordingFault[] = [];
  const reader = new RecordingReader();
  const pacer = createPacer(options.signal);
  for await (const line of splitLines(decompress(bytes, options.decoders))) {
    if (pacer.due()) {
      options.onProgress?.(line.number);
      await pacer.pause();
    }
    const read = 'fault' in line ? { message: line.fault } : reader.read(line.text);
    if (read === undefined) {
      continue;
    }
    if ('message' in read) {
      const fault = { line: line.number, message: read.message };
      options.onFault?.(fault);
      if (faults.length < (options.maxFaults ?? 1000)) {
        faults.push(fault);
      }
    } else {
      take(read.recording);
    }
  }
  return faults;
}

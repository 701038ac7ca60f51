import { CountersignClient } from '@countersign/client';
import { collectSamples } from '@countersign/language-service';
import {
  createRecordingSet,
  readRecordings,
  type ByteSource,
  type RecordingFault,
  type RecordingSet,
} from '@countersign/replay';
import type { LoadedRecordings, RecordingSource } from './protocol';

/** Opens a file for reading, piece by piece. The web build has none and is given bytes. */
export type OpenFile = (path: string) => ByteSource;

interface LoadOptions {
  signal: AbortSignal;
  onProgress: (lines: number) => void;
}

/**
 * Reads recordings from wherever they are and reports what came of it.
 *
 * @throws Error with what to do when the source cannot be read; the signal's reason when aborted.
 */
export async function loadRecordings(
  source: RecordingSource,
  openFile: OpenFile,
  options: LoadOptions,
): Promise<{ set: RecordingSet; report: LoadedRecordings }> {
  let faults = 0;
  let firstFault: RecordingFault | undefined;
  const { recordings } = await readRecordings(bytesOf(source, openFile, options.signal), {
    ...options,
    onFault: fault => {
      faults++;
      firstFault ??= fault;
    },
  });
  const report: LoadedRecordings = {
    name: source.name,
    count: recordings.length,
    faults,
    samples: collectSamples(recordings),
    ...(firstFault && { firstFault }),
  };
  if (recordings.length > 0) {
    let from = recordings[0]!.at;
    let to = from;
    for (const { at } of recordings) {
      from = at < from ? at : from;
      to = at > to ? at : to;
    }
    report.span = { from, to };
  }
  return { set: createRecordingSet({ name: source.name, recordings }), report };
}

function bytesOf(source: RecordingSource, openFile: OpenFile, signal: AbortSignal): ByteSource {
  switch (source.kind) {
    case 'file':
      return openFile(source.path);
    case 'bytes':
      return source.bytes;
    case 'portal': {
      const client = new CountersignClient({
        baseUrl: source.baseUrl,
        token: async () => source.token,
      });
      return encode(client.recordings({ signal }));
    }
  }
}

async function* encode(lines: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  try {
    for await (const line of lines) {
      yield encoder.encode(`${line}\n`);
    }
  } catch (error) {
    // What breaks off in the middle is a TypeError of fetch, that says "terminated" and no more.
    throw error instanceof TypeError
      ? new Error('The connection to the portal broke off before the end. Load them again.')
      : error;
  }
}

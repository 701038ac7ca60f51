import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Digest, Recording } from '@countersign/model';
import type { Compression } from '@countersign/replay';
import { createCompressor } from '../compression/createCompressor';
import { recordingSetInfoSchema, type RecordingSetInfo } from './RecordingSetInfo';
import { recordingsFileName, setPaths, setsFolder } from './setPaths';

/** What the writer cannot know by itself. */
export type SetOrigin = Omit<
  RecordingSetInfo,
  'setVersion' | 'name' | 'count' | 'digest' | 'compression'
>;

/** Where a set goes, and how. */
export interface SetTarget {
  /** The folder that holds `.countersign`. */
  root: string;
  name: string;
  /** Zstandard is smaller and read faster, and not by browsers. Default gzip. */
  compression?: Compression;
}

/** Characters that are compressed at a time. */
const BATCH_LENGTH = 64 * 1024;

/** Writes a set next to where it will live, and puts it there at once. */
export interface SetWriter {
  /** Where rejected rows go. */
  readonly rejectedFile: string;
  write(recording: Recording): Promise<void>;
  /** Writes a line that a set had already. */
  writeLine(text: string): Promise<void>;
  reject(row: object): Promise<void>;
  /** Makes the set visible in place of an older one of its name. */
  commit(origin: SetOrigin): Promise<RecordingSetInfo>;
  /** Takes everything back. */
  abandon(): Promise<void>;
}

/** Writes a whole set. @throws RecordingSetFault for a bad name. */
export async function writeRecordingSet(
  target: SetTarget,
  recordings: Iterable<Recording> | AsyncIterable<Recording>,
  origin: SetOrigin,
): Promise<RecordingSetInfo> {
  const writer = await createSetWriter(target);
  try {
    for await (const recording of recordings) {
      await writer.write(recording);
    }
    return await writer.commit(origin);
  } catch (error) {
    await writer.abandon();
    throw error;
  }
}

/**
 * Begins a set.
 *
 * @throws RecordingSetFault for a bad name; CompressionFault for Zstandard where Node has none.
 */
export async function createSetWriter(target: SetTarget): Promise<SetWriter> {
  const paths = setPaths(target.root, target.name);
  const compressor = createCompressor(target.compression ?? 'gzip');
  const draft = join(setsFolder(target.root), `.${target.name}.${process.pid}.draft`);
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  return new DraftSetWriter(target, compressor, paths, draft);
}

class DraftSetWriter implements SetWriter {
  private readonly hash = createHash('sha256');
  private readonly written: Promise<void>;
  private rejects: WriteStream | undefined;
  private count = 0;
  /** Lines that wait to be hashed and compressed together: one by one costs twice as much. */
  private batch: string[] = [];
  private batchLength = 0;

  constructor(
    private readonly target: SetTarget,
    private readonly compressor: Transform,
    private readonly paths: ReturnType<typeof setPaths>,
    private readonly draft: string,
  ) {
    this.written = pipeline(
      compressor,
      createWriteStream(join(draft, recordingsFileName(target.compression ?? 'gzip'))),
    );
    // A full disk is heard of where the writer is awaited; until then it must not end the process.
    this.written.catch(() => {});
  }

  get rejectedFile(): string {
    return this.paths.rejected;
  }

  write(recording: Recording): Promise<void> {
    return this.writeLine(JSON.stringify(recording));
  }

  async writeLine(text: string): Promise<void> {
    const line = `${text}\n`;
    this.count++;
    this.batch.push(line);
    this.batchLength += line.length;
    if (this.batchLength >= BATCH_LENGTH) {
      await this.flush();
    }
  }

  async reject(row: object): Promise<void> {
    this.rejects ??= createWriteStream(join(this.draft, 'rejected.jsonl'));
    await this.push(this.rejects, `${JSON.stringify(row)}\n`);
  }

  async commit(origin: SetOrigin): Promise<RecordingSetInfo> {
    await this.flush();
    this.compressor.end();
    await this.written;
    const info = recordingSetInfoSchema.parse({
      setVersion: 1,
      name: this.target.name,
      count: this.count,
      digest: `sha256:${this.hash.digest('hex')}` satisfies Digest,
      ...(this.target.compression === 'zstd' && { compression: 'zstd' }),
      ...origin,
    });
    await writeFile(join(this.draft, 'set.json'), `${JSON.stringify(info, null, 2)}\n`);
    await rm(this.paths.rejected, { force: true });
    if (this.rejects) {
      this.rejects.end();
      await once(this.rejects, 'close');
      await rename(join(this.draft, 'rejected.jsonl'), this.paths.rejected);
    }
    await rm(this.paths.folder, { recursive: true, force: true });
    await rename(this.draft, this.paths.folder);
    return info;
  }

  async abandon(): Promise<void> {
    this.compressor.destroy();
    await this.written.catch(() => {});
    const { rejects } = this;
    if (rejects && !rejects.closed) {
      const closed = new Promise<void>(resolve => {
        rejects.once('close', resolve);
      });
      // What it had not written yet it now reports as an error, which is no news.
      rejects.on('error', () => {});
      rejects.destroy();
      await closed;
    }
    await rm(this.draft, { recursive: true, force: true });
  }

  private async flush(): Promise<void> {
    const bytes = Buffer.from(this.batch.join(''));
    this.batch = [];
    this.batchLength = 0;
    if (bytes.length > 0) {
      this.hash.update(bytes);
      await this.push(this.compressor, bytes);
    }
  }

  /** Writes and, when the stream is full, waits: memory must not grow with the file. */
  private async push(stream: Writable, chunk: string | Buffer): Promise<void> {
    if (!stream.write(chunk)) {
      await Promise.race([once(stream, 'drain'), this.written]);
    }
  }
}

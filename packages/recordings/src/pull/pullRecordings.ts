import type { Recording } from '@countersign/model';
import { readRecordingLine, splitLines, type Compression } from '@countersign/replay';
import { exportRecordingSet } from '../files/exportRecordingSet';
import { findRecordingSet } from '../files/loadRecordingSet';
import { RecordingSetFault } from '../files/RecordingSetFault';
import type { RecordingSetInfo } from '../files/RecordingSetInfo';
import { createSetWriter, type SetWriter } from '../files/writeRecordingSet';
import { PullInterrupted } from './PullInterrupted';
import { Settling } from './Settling';

/** What is to be pulled, and where to. */
export interface PullRequest {
  /** The portal's address: a set is continued from the portal that it came from. */
  from: string;
  /**
   * The portal's recordings from an instant on, oldest first, one line of JSON each; all without one.
   * Throws when they break off.
   */
  lines: (since: string | undefined) => AsyncIterable<string>;
  root: string;
  /** The set's name. One that was pulled from the same portal is continued. */
  name: string;
  /** Groups and users who may see the set; needed for a new one, else kept as it was. */
  visibleTo?: readonly string[];
  /** The moment of the pull, RFC 3339 in UTC. */
  at: string;
  compression?: Compression;
  signal?: AbortSignal;
  /** Recordings that have come so far. */
  onProgress?: (received: number) => void;
}

/** What a pull did. */
export interface PullResult {
  info: RecordingSetInfo;
  /** Recordings that came; those that were there before and have changed since count too. */
  received: number;
  /** Lines that are no recordings. */
  rejected: number;
  rejectedFile?: string;
}

/**
 * Brings a set up to what a portal has.
 *
 * The set's info keeps where the next pull begins: at the newest recording, or at the earliest of the
 * last two weeks whose approval or outcome may still come. What is older is kept as it is, and the rest
 * is replaced by what the portal says now, so nothing is lost or doubled. When the portal breaks off or
 * the signal is aborted, what had come is put in the place of what the set held up to there.
 *
 * @throws PullInterrupted when it ended early and something had come by then.
 * @throws RecordingSetFault when the set of that name is none of this portal, or the portal's order is not
 * that of time.
 * @throws the error itself, such as the signal's reason, when nothing had come; the set is as it was.
 */
export async function pullRecordings(request: PullRequest): Promise<PullResult> {
  const { root, name, from, signal } = request;
  const before = await findRecordingSet(name, root);
  const visibleTo = visibleToOf(request, before);
  const since = before?.resume?.since;
  const compression = request.compression ?? before?.compression;
  const writer = await createSetWriter({ root, name, ...(compression && { compression }) });
  try {
    if (before && since) {
      await keep(request, writer, at => at < Date.parse(since));
    }
    const reading = new Reading(writer);
    let failure: { error: unknown } | undefined;
    try {
      for await (const line of request.lines(since)) {
        signal?.throwIfAborted();
        await reading.take(line);
        request.onProgress?.(reading.received);
      }
    } catch (error) {
      if (error instanceof RecordingSetFault || reading.received === 0) {
        throw error;
      }
      failure = { error };
      if (before && since) {
        await keep(request, writer, (at, id) => reading.isAfter(at, id));
      }
    }
    const next = reading.settling.since ?? since;
    const info = await writer.commit({
      importedAt: request.at,
      source: `portal ${from}`.slice(0, 500),
      visibleTo,
      ...(next && { resume: { from, since: next } }),
    });
    if (failure) {
      throw new PullInterrupted(failure.error, info);
    }
    return {
      info,
      received: reading.received,
      rejected: reading.rejected,
      ...(reading.rejected > 0 && { rejectedFile: writer.rejectedFile }),
    };
  } catch (error) {
    if (!(error instanceof PullInterrupted)) {
      await writer.abandon();
    }
    throw error;
  }
}

/** What comes from the portal, line by line. */
class Reading {
  readonly settling = new Settling();
  received = 0;
  rejected = 0;
  private lines = 0;
  private latest = -Infinity;
  /** Ids of the recordings of the latest instant: several may share it. */
  private readonly ids = new Set<string>();

  constructor(private readonly writer: SetWriter) {}

  async take(line: string): Promise<void> {
    this.lines++;
    const read = readRecordingLine(line);
    if (!read) {
      return;
    }
    if ('message' in read) {
      this.rejected++;
      await this.writer.reject({ line: this.lines, message: read.message, raw: line });
      return;
    }
    const { recording } = read;
    const at = Date.parse(recording.at);
    if (at < this.latest) {
      throw new RecordingSetFault(
        'out_of_order',
        `The portal's recordings are not in the order of time at line ${this.lines}, so a pull could not go on later. ` +
          'Nothing was changed. Use "recordings export" for all of them at once.',
      );
    }
    if (at > this.latest) {
      this.latest = at;
      this.ids.clear();
    }
    this.ids.add(recording.id);
    this.settling.see(recording);
    await this.writer.write(recording);
    this.received++;
  }

  /** Whether a recording comes after all that were taken. */
  isAfter(at: number, id: string): boolean {
    return at > this.latest || (at === this.latest && !this.ids.has(id));
  }
}

/** Copies the lines of the set that there is, of those that are wanted. */
async function keep(
  { name, root }: PullRequest,
  writer: SetWriter,
  isWanted: (at: number, id: string) => boolean,
): Promise<void> {
  for await (const line of splitLines(exportRecordingSet(name, root))) {
    if ('fault' in line) {
      throw new RecordingSetFault(
        'damaged',
        `Line ${line.number} of the set "${name}" is damaged: ${line.fault}. Delete the set and pull it anew.`,
      );
    }
    const { at, id } = JSON.parse(line.text) as Recording;
    if (isWanted(Date.parse(at), id)) {
      await writer.writeLine(line.text);
    }
  }
}

function visibleToOf(
  { name, from, visibleTo }: PullRequest,
  before: RecordingSetInfo | undefined,
): string[] {
  if (before && before.resume?.from !== from) {
    const whence = before.resume ? before.resume.from : before.source;
    throw new RecordingSetFault(
      'other_source',
      `The set "${name}" comes from ${whence} and is not continued from ${from}. Choose another name.`,
    );
  }
  const chosen = visibleTo ?? before?.visibleTo;
  if (!chosen) {
    throw new RecordingSetFault(
      'no_audience',
      `Who may see the set "${name}"? Recordings hold parameters: name groups or users with --visible-to, such as group:default/platform.`,
    );
  }
  return [...chosen];
}

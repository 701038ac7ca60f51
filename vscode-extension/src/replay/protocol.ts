import type { ReplaySummary, SampleValues } from '@countersign/language-service';

/** A policy file as the worker gets it. */
export interface PolicyText {
  uri: string;
  text: string;
}

/** Where recordings come from. */
export type RecordingSource =
  | { kind: 'file'; /** A path on the machine of the worker. */ path: string; name: string }
  | { kind: 'bytes'; bytes: Uint8Array; name: string }
  | { kind: 'portal'; baseUrl: string; token: string; name: string };

/** What the extension asks of its worker. One set of recordings is loaded at a time. */
export type WorkerRequest =
  | { id: number; kind: 'load'; source: RecordingSource }
  | { id: number; kind: 'unload' }
  | { id: number; kind: 'replay'; head: PolicyText[]; base?: PolicyText[] }
  | { kind: 'cancel'; id: number };

/** What was loaded. */
export interface LoadedRecordings {
  name: string;
  count: number;
  /** Lines that are no recordings: how many, and what is wrong with the first of them. */
  faults: number;
  firstFault?: { line: number; message: string };
  /** First and last instant of the recordings, RFC 3339; absent when there is none. */
  span?: { from: string; to: string };
  /** Values that they hold, for completion and hovers. */
  samples: SampleValues;
}

/** What a replay came to: numbers, or why the policies cannot be replayed. */
export type ReplayAnswer =
  | { kind: 'summary'; summary: ReplaySummary; baseFault?: string }
  | { kind: 'not_replayable'; reason: string };

/** What the worker says. Each request gets any number of `progress` and one of the others. */
export type WorkerMessage =
  | { id: number; kind: 'progress'; done: number; total?: number }
  | { id: number; kind: 'done'; value: LoadedRecordings | ReplayAnswer | null }
  | { id: number; kind: 'failed'; message: string; cancelled: boolean };

/** One end of a channel: `worker_threads` in Node, `postMessage` on the web. */
export interface Port<Out, In> {
  post(message: Out, transfer?: ArrayBuffer[]): void;
  onMessage(listener: (message: In) => void): void;
}

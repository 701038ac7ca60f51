/** A place that the database's administrator does not control, where signed checkpoints are kept. */
export interface CheckpointSink {
  /** For messages. */
  readonly name: string;
  /** The note with the largest size that was written, if there is one. */
  latest(): Promise<string | undefined>;
  /** Keeps a note for good. Writing the same one again changes nothing. */
  write(checkpoint: { size: number; note: string }): Promise<void>;
}

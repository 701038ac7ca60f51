import { formatCheckpoint, signNote, type NoteSigner, type NoteVerifier } from '@countersign/tlog';
import { StoreFault } from '../StoreFault';
import type { CheckpointRecord } from '../records';
import type { CountersignStore } from '../types';
import type { CheckpointSink } from './CheckpointSink';
import { assertExtends, readSignedHead, verifyLedger } from './verifyLedger';

/** What a sequencer works with. */
export interface SequencerOptions {
  store: CountersignStore;
  /** The log's identity; never changes. */
  origin: string;
  /** Signs under the name of the origin. */
  signer: NoteSigner;
  /** Keys whose earlier checkpoints count: the present one, and those before it. */
  verifiers: readonly NoteVerifier[];
  /** Where checkpoints are exported; the ledger must extend the latest of each. */
  sinks?: readonly CheckpointSink[];
  /** Entries that get their place in one transaction; 1000 when absent. */
  batch?: number;
  /** Milliseconds from one round to the next; 200 when absent. */
  interval?: number;
  /** Is told of every round that failed, and when a later one does not. */
  onHealth?: (health: SequencerHealth) => void;
}

/** Whether entries are being sealed. */
export interface SequencerHealth {
  state: 'starting' | 'sealing' | 'failing' | 'refusing';
  /**
   * `failing`: what went wrong in the last round; the next one tries again. `refusing`: why the
   * ledger contradicts itself; nothing is signed until a person has looked and started it anew.
   */
  because?: string;
  /** Exports that failed in the last round, by sink; they do not keep entries from being sealed. */
  exports?: Record<string, string>;
}

/**
 * Gives committed entries their place in the tree, then signs the head, then exports it: never in
 * another order, so that what was signed is always there.
 *
 * - Any number of replicas may run one. On PostgreSQL an advisory lock lets one place entries; the
 *   head they all sign is the same, and so is their signature.
 * - A crash between two steps loses nothing: the next round, of whichever replica, goes on from
 *   what is committed.
 * - Before it signs for the first time it recomputes the tree from the stored bytes and compares it
 *   with the last checkpoint in the database and in every sink. Where they do not fit it signs
 *   nothing, and says why.
 */
export class Sequencer {
  private health: SequencerHealth = { state: 'starting' };
  private readonly exported = new Map<CheckpointSink, number>();
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> = Promise.resolve();
  private isVerified = false;

  constructor(private readonly options: SequencerOptions) {
    if (options.signer.name !== options.origin) {
      throw new TypeError(`A log signs under its origin, ${options.origin}`);
    }
  }

  /** How it is doing. */
  status(): SequencerHealth {
    return this.health;
  }

  /** Begins to work in the background, at once and then in every interval. */
  start(): void {
    if (this.timer) {
      return;
    }
    const next = () => {
      this.round = this.seal().then(
        () => undefined,
        () => undefined, // Told by `onHealth` already.
      );
    };
    const { interval = 200 } = this.options;
    let isIdle = true;
    this.timer = setInterval(() => {
      if (isIdle) {
        isIdle = false;
        next();
        void this.round.finally(() => (isIdle = true));
      }
    }, interval);
    // A program that has nothing else to do may end.
    this.timer.unref();
  }

  /** Ends after the round that is under way. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.timer = undefined;
    await this.round;
  }

  /**
   * One round: everything that is committed now gets its place and its seal.
   *
   * @returns the checkpoint that covers it; `undefined` for a ledger without entries
   * @throws what went wrong, after `onHealth` was told
   */
  async seal(): Promise<CheckpointRecord | undefined> {
    if (this.health.state === 'refusing') {
      throw new StoreFault('ledger_conflict', this.health.because!);
    }
    try {
      if (!this.isVerified) {
        await this.verify();
        this.isVerified = true;
      }
      await this.placeAll();
      const checkpoint = await this.sign();
      const exports = checkpoint ? await this.export(checkpoint) : {};
      this.setHealth({
        state: 'sealing',
        ...(Object.keys(exports).length > 0 && { exports }),
      });
      return checkpoint;
    } catch (error) {
      const isConflict = error instanceof StoreFault && error.code === 'ledger_conflict';
      this.setHealth({
        state: isConflict ? 'refusing' : 'failing',
        because: error instanceof Error ? error.message : String(error),
      });
      throw error;
    }
  }

  /** The ledger must extend whatever this log has signed before, wherever that is kept. */
  private async verify(): Promise<void> {
    const { store, sinks = [] } = this.options;
    const heads = [];
    const stored = await store.latestCheckpoint();
    if (stored) {
      const from = "The database's last checkpoint";
      heads.push({ head: readSignedHead(stored.note, this.options, from), from });
    }
    for (const sink of sinks) {
      const note = await sink.latest();
      if (note !== undefined) {
        const from = `The last checkpoint in ${sink.name}`;
        const head = readSignedHead(note, this.options, from);
        heads.push({ head, from });
        this.exported.set(sink, head.size);
      }
    }
    await verifyLedger(store, heads);
  }

  private async placeAll(): Promise<void> {
    const { store, batch = 1000 } = this.options;
    for (;;) {
      const placed = await store.sequence(batch);
      // Another replica at it is as good as nothing to do: the next round signs what it placed.
      if (!placed || placed.placed < batch) {
        return;
      }
    }
  }

  private async sign(): Promise<CheckpointRecord | undefined> {
    const { store, origin, signer } = this.options;
    const head = await store.ledgerHead();
    const latest = await store.latestCheckpoint();
    if (head.size === 0 || latest?.size === head.size) {
      return latest;
    }
    if (latest) {
      await assertExtends(store, latest, `the checkpoint of ${latest.size} entries`);
    }
    const note = await signNote(formatCheckpoint({ origin, ...head }), [signer]);
    const checkpoint = { ...head, note, signedAt: await store.now() };
    await store.addCheckpoint(checkpoint);
    return checkpoint;
  }

  private async export(checkpoint: CheckpointRecord): Promise<Record<string, string>> {
    const failures: Record<string, string> = {};
    for (const sink of this.options.sinks ?? []) {
      if ((this.exported.get(sink) ?? 0) < checkpoint.size) {
        try {
          await sink.write(checkpoint);
          this.exported.set(sink, checkpoint.size);
        } catch (error) {
          failures[sink.name] = error instanceof Error ? error.message : String(error);
        }
      }
    }
    return failures;
  }

  private setHealth(health: SequencerHealth): void {
    const changed = JSON.stringify(health) !== JSON.stringify(this.health);
    this.health = health;
    if (changed) {
      this.options.onHealth?.(health);
    }
  }
}

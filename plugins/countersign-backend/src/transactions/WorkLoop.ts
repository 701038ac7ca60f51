import type { LoggerService } from '@backstage/backend-plugin-api';

/** Pause after work that failed, so that a database that is away is not hammered. */
const PAUSE_AFTER_FAILURE_MS = 2_000;

/**
 * Runs work in the background while there is some: when it is woken, and again after a short pause
 * as long as the work says that more is left. One at a time; nothing is ever missed by a wake that
 * comes while it works.
 */
export class WorkLoop {
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<void> | undefined;
  private woken = false;
  private stopped = false;
  private failed = false;

  constructor(
    private readonly options: {
      name: string;
      /** Does some work; true when more is left. */
      work: () => Promise<boolean>;
      /** Milliseconds from a wake, and from one round of work to the next; gathers what comes together. */
      pauseMs: number;
      logger: LoggerService;
    },
  ) {}

  wake(): void {
    this.woken = true;
    this.schedule(this.options.pauseMs);
  }

  /** Waits for the work under way and starts none after it. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.working;
  }

  private schedule(ms: number): void {
    if (this.stopped || this.timer || this.working) {
      return;
    }
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.working = this.round().finally(() => {
        this.working = undefined;
        if (this.woken) {
          this.schedule(this.failed ? PAUSE_AFTER_FAILURE_MS : this.options.pauseMs);
        }
      });
    }, ms);
    this.timer.unref();
  }

  private async round(): Promise<void> {
    this.woken = false;
    try {
      this.woken = (await this.options.work()) || this.woken;
      this.failed = false;
    } catch (error) {
      this.options.logger.error(`${this.options.name} failed and is tried again`, {
        error: error instanceof Error ? error.name : typeof error,
        reason: error instanceof Error ? error.message : String(error),
      });
      this.failed = true;
      this.woken = true;
    }
  }
}

import type { RunProgress } from '@countersign/client';
import type { Terminal } from '../io/Terminal';

/** Tells the person who watches, or with `--json` the program that listens, where the path stands. */
export interface ProgressReporter {
  report(progress: RunProgress): void;
}

/** Sentences on standard error; while it waits, one line that moves. */
export class SentenceReporter implements ProgressReporter {
  private since = 0;

  constructor(private readonly terminal: Terminal) {}

  report(progress: RunProgress): void {
    const { terminal } = this;
    switch (progress.step) {
      case 'evaluated': {
        const { countersign, reason } = progress.evaluation.context;
        const why = countersign.reasons[0] ? ` ${countersign.reasons[0]}` : '';
        if (progress.evaluation.decision) {
          terminal.note(
            countersign.observed
              ? `Permitted, because this scope is only observed; enforced, the answer would be ${countersign.decision}.${why}`
              : `Permitted (impact ${countersign.level}).${why}`,
          );
        } else if (reason === 'approval_required') {
          terminal.note(`A person is asked (impact ${countersign.level}).${why}`);
        }
        break;
      }
      case 'submitted':
        this.since = Date.now();
        terminal.note(
          `Waiting for an approval until ${progress.task.task.expires_at}: ${progress.task.task.links.review}`,
        );
        break;
      case 'waiting':
        terminal.progress(
          `Waiting for an approval, ${Math.round((Date.now() - this.since) / 1000)} s. Ctrl-C takes the request back.`,
        );
        break;
      case 'answered':
        terminal.note(`The request is ${progress.task.task.status}.`);
        break;
      case 'redeemed':
        if (progress.redemption.observed?.wouldHaveRefused.length) {
          terminal.note(
            `Enforced, this would have been refused: ${progress.redemption.observed.wouldHaveRefused.join('; ')}.`,
          );
        }
        break;
      case 'granted':
      case 'reported':
        break;
    }
  }
}

/** One JSON object a line on standard error, without the grant: it is a credential. */
export class JsonReporter implements ProgressReporter {
  constructor(private readonly terminal: Terminal) {}

  report(progress: RunProgress): void {
    this.terminal.note(
      JSON.stringify(
        progress.step === 'granted'
          ? { step: 'granted', grantId: progress.grant.id, observed: progress.grant.observed }
          : progress,
      ),
    );
  }
}

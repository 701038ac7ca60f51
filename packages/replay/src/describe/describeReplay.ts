import type { ReplayResult } from '../engine/ReplayResult';
import { formatCount, formatHours, formatShare } from './format';
import { comparedCount } from './words';

/**
 * A replay in a few plain sentences, the most telling first: one string per line, without markup.
 */
export function describeReplay(result: ReplayResult): string[] {
  const { total, totals } = result;
  if (total === 0) {
    return [`The set "${result.set}" holds no recordings, so nothing could be replayed.`];
  }
  return [
    `${formatCount(total, 'recording')} of "${result.set}" decided anew.`,
    `Approvals asked for: ${formatShare(totals.approvalsAsked, total)}; denied: ${formatShare(totals.denied, total)}; allowed: ${formatShare(totals.allowed, total)}.`,
    describeWrong(result),
    ...describeChange(result),
    ...describeGaps(result),
  ];
}

function describeWrong({ totals }: ReplayResult): string {
  if (totals.wentWrong === 0) {
    return 'No recording is known to have gone wrong.';
  }
  const denied =
    totals.deniedWentWrong > 0 ? `, and ${totals.deniedWentWrong} would have been denied` : '';
  return (
    `Of ${formatCount(totals.wentWrong, 'action')} that went wrong, people would have been asked ` +
    `about ${formatShare(totals.askedWentWrong, totals.wentWrong)}${denied}.`
  );
}

function describeChange(result: ReplayResult): string[] {
  const { total, totals, reviewMinutesMedian } = result;
  const compared = comparedCount(result);
  if (compared === 0) {
    return ['There is nothing to compare with: no base policy, and no recorded decisions.'];
  }
  const lines = [
    `Changed: ${formatShare(totals.changed, compared)}` +
      `${compared < total ? ` (${total - compared} recordings have no base)` : ''}.`,
  ];
  if (totals.newlyAllowed > 0) {
    lines.push(
      `Newly allowed: ${totals.newlyAllowed}; ${totals.newlyAllowedExecuted} of them were executed, ` +
        `and ${totals.regret} of those went wrong (regret).`,
    );
  }
  if (totals.newlyGated > 0 || totals.toilReviews > 0) {
    lines.push(
      `Newly asked of people: ${totals.newlyGated} actions, at least ` +
        `${formatCount(totals.toilReviews, 'review')} (toil), ${
          reviewMinutesMedian === undefined
            ? 'of unknown duration, since the set records no reviews'
            : `about ${formatHours(totals.toilMinutes)}`
        }.`,
    );
  }
  if (totals.newlyDenied > 0) {
    lines.push(`Newly denied: ${totals.newlyDenied}.`);
  }
  return lines;
}

function describeGaps({ total, totals }: ReplayResult): string[] {
  const lines: string[] = [];
  if (totals.noOutcome > 0) {
    lines.push(
      `No outcome is known of ${formatShare(totals.noOutcome, total)}: nothing can be said of what they did.`,
    );
  }
  if (totals.unknown > 0) {
    lines.push(
      `Unknown: ${formatShare(totals.unknown, total)} miss evidence that the policy needs, such as an owner.`,
    );
  }
  return lines;
}

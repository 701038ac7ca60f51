import { countOf, countText } from '../text/countText';
import type { ReplaySummary } from './ReplaySummary';

/** A replay in words: a few for a status item, a sentence for the head of a file. */
export interface SummaryText {
  short: string;
  sentence: string;
  /** Whether something that the edit newly lets through went wrong. */
  regret: boolean;
}

/** Says what a replay found: what the edit changes, or without an edit what the policies decide. */
export function describeSummary(summary: ReplaySummary): SummaryText {
  const { totals, total } = summary;
  if (summary.comparedWith === 'nothing') {
    const parts = [
      `${countText(totals.allowed)} allowed`,
      `${countText(totals.approvalsAsked)} asked`,
      `${countText(totals.denied)} denied`,
    ].join(', ');
    return { short: parts, sentence: `${countOf(total, 'recording')}: ${parts}`, regret: false };
  }
  if (totals.changed === 0) {
    const sentence = `The edit changes none of ${countOf(total, 'decision')}`;
    return { short: 'no decision changes', sentence, regret: false };
  }
  const wrong = `${totals.regret === 0 ? 'none' : countText(totals.regret)} of them went wrong`;
  const parts = [
    ...(totals.newlyAllowed > 0
      ? [`${countText(totals.newlyAllowed)} newly allowed, ${wrong}`]
      : []),
    ...(totals.newlyGated > 0 ? [`${countText(totals.newlyGated)} newly asked`] : []),
    ...(totals.newlyDenied > 0 ? [`${countText(totals.newlyDenied)} newly denied`] : []),
  ];
  return {
    short: [
      `${countText(totals.changed)} change`,
      ...(totals.newlyAllowed > 0 ? [wrongShort(totals.newlyAllowed, totals.regret)] : []),
    ].join(' · '),
    sentence: `The edit changes ${countText(totals.changed)} of ${countOf(total, 'decision')}: ${parts.join(' · ')}`,
    regret: totals.regret > 0,
  };
}

function wrongShort(allowed: number, wrong: number): string {
  return `${countText(allowed)} newly allowed, ${wrong === 0 ? 'none' : countText(wrong)} went wrong`;
}

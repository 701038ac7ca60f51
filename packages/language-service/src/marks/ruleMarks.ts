import type { RuleTotals } from '@countersign/replay';
import type { PolicyDocumentView } from '../document/PolicyDocumentView';
import { countText } from '../text/countText';
import type { ReplaySummary } from './ReplaySummary';
import type { RuleMark, RuleTone } from './RuleMark';
import { totalsOfRule } from './totalsOfRule';

/**
 * One mark for each rule of a policy: how many recordings it decides, and when the replay compares
 * an edit with the saved files, what the edit changes through this rule.
 */
export function ruleMarks(view: PolicyDocumentView, summary: ReplaySummary): RuleMark[] {
  const compares = summary.comparedWith === 'saved';
  return view.names
    .of('rule')
    .filter(rule => rule.name !== '')
    .map(rule => {
      const totals = totalsOfRule(summary, { policy: view.names.policy ?? '', rule: rule.name });
      return {
        rule: rule.name,
        range: view.rangeOf(rule.nameSpan),
        text:
          compares && touched(totals)
            ? changeText(totals)
            : `${decides(totals.decided)} of ${countText(summary.total)}`,
        tone: toneOf(totals, compares),
      };
    });
}

function decides(count: number): string {
  return count === 0 ? 'decides none' : `decides ${countText(count)}`;
}

/** Whether the edit changes anything through this rule. */
function touched(totals: RuleTotals): boolean {
  return (
    totals.decided !== totals.decidedBefore ||
    totals.newlyAllowed + totals.newlyGated + totals.newlyDenied + totals.released > 0
  );
}

/** The number of all recordings is left out: the line is long, and what matters stands at its end. */
function changeText(totals: RuleTotals): string {
  const before =
    totals.decidedBefore === totals.decided ? '' : ` (was ${countText(totals.decidedBefore)})`;
  return [`${decides(totals.decided)}${before}`, ...changes(totals)].join(' · ');
}

function changes(totals: RuleTotals): string[] {
  const parts: string[] = [];
  if (totals.newlyAllowed > 0) {
    parts.push(
      `newly allows ${countText(totals.newlyAllowed)}, ${ofWhichWrong(totals.newlyAllowed, totals.newlyAllowedWentWrong)}`,
    );
  } else if (totals.released > 0) {
    // Another rule allows them now, but this one used to stop them: the author edits here.
    parts.push(
      `no longer stops ${countText(totals.released)}, ${ofWhichWrong(totals.released, totals.releasedWentWrong)}`,
    );
  }
  if (totals.newlyGated > 0) {
    parts.push(`newly asks about ${countText(totals.newlyGated)}`);
  }
  if (totals.newlyDenied > 0) {
    parts.push(`newly denies ${countText(totals.newlyDenied)}`);
  }
  return parts;
}

function ofWhichWrong(count: number, wrong: number): string {
  if (count === 1) {
    return wrong === 1 ? 'which went wrong' : 'which did not go wrong';
  }
  return `${wrong === 0 ? 'none' : countText(wrong)} of them went wrong`;
}

function toneOf(totals: RuleTotals, compares: boolean): RuleTone {
  if (compares && totals.newlyAllowedWentWrong + totals.releasedWentWrong > 0) {
    return 'regret';
  }
  if (compares && touched(totals)) {
    return 'changed';
  }
  return totals.decided === 0 ? 'idle' : 'plain';
}

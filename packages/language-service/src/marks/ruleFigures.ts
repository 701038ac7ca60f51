import type { RuleRef } from '@countersign/model';
import type { RuleTotals } from '@countersign/replay';
import { countOf, countText } from '../text/countText';
import { markdownCode } from '../text/escapeMarkdown';
import type { ReplaySummary } from './ReplaySummary';
import { totalsOfRule } from './totalsOfRule';

/** What a replay says of a rule, in Markdown: its numbers, each with its meaning. */
export function ruleFigures(rule: RuleRef, summary: ReplaySummary): string {
  const totals = totalsOfRule(summary, rule);
  return [
    `**${markdownCode(rule.rule)}** · decides ${countText(totals.decided)} of ${countOf(summary.total, 'recording')}`,
    '',
    ...(summary.comparedWith === 'saved' ? comparison(totals) : []),
    totals.decided === 0
      ? 'It decides none of them: an earlier or a stricter rule answers first, or its condition never holds.'
      : 'A rule decides a recording when its answer is the one that holds; a rule that matches beside a stricter one is not counted.',
  ].join('\n');
}

function comparison(totals: RuleTotals): string[] {
  const rows: [string, number][] = [
    ['decides with the edit', totals.decided],
    ['decides as saved', totals.decidedBefore],
    ['newly allows', totals.newlyAllowed],
    ['… of them executed then, and gone wrong', totals.newlyAllowedWentWrong],
    ['newly asks people about', totals.newlyGated],
    ['newly denies', totals.newlyDenied],
    ['no longer stops: allowed now, by whatever rule', totals.released],
    ['… of them executed then, and gone wrong', totals.releasedWentWrong],
  ];
  return [
    '| this rule | recordings |',
    '| :-- | --: |',
    ...rows.map(([label, count]) => `| ${label} | ${countText(count)} |`),
    '',
  ];
}

import { LineCounter, spanContains } from '@countersign/diagnostics';
import type { ParsedPolicy } from '@countersign/policy';
import { MarkupKind, type Hover } from 'vscode-languageserver-types';
import { countOf, countText } from '../text/countText';
import { toRange } from '../text/toRange';
import type { RuleTotals } from '@countersign/replay';
import type { ReplaySummary } from './ReplaySummary';
import { totalsOfRule } from './totalsOfRule';

/** What is said when the pointer rests on a rule's name: its numbers, each with its meaning. */
export function ruleHover(
  parsed: ParsedPolicy,
  offset: number,
  summary: ReplaySummary | undefined,
): Hover | undefined {
  const rule = parsed.outline.rules.find(each => spanContains(each.nameSpan, offset));
  if (!rule || !summary) {
    return undefined;
  }
  const totals = totalsOfRule(summary, { policy: parsed.outline.name ?? '', rule: rule.name });
  const value = [
    `**${rule.name}** · decides ${countText(totals.decided)} of ${countOf(summary.total, 'recording')}`,
    '',
    ...(summary.comparedWith === 'saved' ? comparison(totals) : []),
    totals.decided === 0
      ? 'It decides none of them: an earlier or a stricter rule answers first, or its condition never holds.'
      : 'A rule decides a recording when its answer is the one that holds; a rule that matches beside a stricter one is not counted.',
  ].join('\n');
  return {
    contents: { kind: MarkupKind.Markdown, value },
    range: toRange(rule.nameSpan, new LineCounter(parsed.text)),
  };
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

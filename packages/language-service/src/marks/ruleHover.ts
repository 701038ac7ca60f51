import { LineCounter, spanContains } from '@countersign/diagnostics';
import type { ParsedPolicy } from '@countersign/policy';
import { MarkupKind, type Hover } from 'vscode-languageserver-types';
import { countText } from '../text/countText';
import { toRange } from '../text/toRange';
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
  const rows: [string, number][] =
    summary.comparedWith === 'nothing'
      ? [['recordings this rule decides', totals.decided]]
      : [
          ['decides, with the edit', totals.decided],
          ['decided, as saved', totals.decidedBefore],
          ['newly allows', totals.newlyAllowed],
          ['… executed then, and went wrong', totals.newlyAllowedWentWrong],
          ['newly asks people about', totals.newlyGated],
          ['newly denies', totals.newlyDenied],
          ['no longer holds: allowed now, by whatever rule', totals.released],
          ['… executed then, and went wrong', totals.releasedWentWrong],
        ];
  const value = [
    `**${rule.name}** · replay of ${countText(summary.total)} recordings`,
    '',
    '| | recordings |',
    '| :-- | --: |',
    ...rows.map(([label, count]) => `| ${label} | ${countText(count)} |`),
    '',
    totals.decided === 0
      ? 'It decides none of them: an earlier or a stricter rule answers first, or its condition never holds.'
      : 'A rule decides a recording when its answer is the one that holds; a rule that matches beside a stricter one is not counted.',
  ].join('\n');
  return {
    contents: { kind: MarkupKind.Markdown, value },
    range: toRange(rule.nameSpan, new LineCounter(parsed.text)),
  };
}

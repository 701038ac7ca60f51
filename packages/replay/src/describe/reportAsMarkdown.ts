import { DECISIONS } from '@countersign/model';
import type { ReplayGrouping } from '../group/groupBy';
import { day, describeSpan, describeWeeklyToil } from './describeReport';
import { describeReplay } from './describeReplay';
import { formatCount, formatNumber, formatShare } from './format';
import { markdownName, markdownText } from './markdownText';
import { rulesByChange } from './rulesByChange';
import type { ReplayReport } from './ReplayReport';
import { DECISION_WORDS, isCompared } from './words';

/** GitHub cuts a comment at 65,536 characters; so many rows of each table keep well below. */
const ROWS = 25;

/**
 * A report as Markdown for a pull request: whether the budgets are kept and what changes, short enough
 * to be read, and the tables folded away below. Names from recordings and policies cannot become markup,
 * nor mention anybody.
 */
export function reportAsMarkdown(report: ReplayReport): string {
  const { result, span, comparedWith } = report;
  // All but the first are our own words and numbers.
  const [, ...sentences] = describeReplay(result);
  const times = span ? ` from ${day(span.first)} to ${day(span.last)}` : '';
  const tables = [
    ...matrixTable(report),
    ...ruleTable(report),
    ...report.groupings.flatMap(groupTable),
    ...peopleTable(report),
    ...historyTable(report),
  ];
  return [
    `### Replay of ${markdownName(result.set)}`,
    '',
    ...budgetLines(report),
    `${formatCount(result.total, 'recording')}${times}, compared with ${markdownText(comparedWith)}.`,
    '',
    ...sentences.map(line => `- ${line}`),
    ...(isCompared(result) && result.totals.toilReviews > 0
      ? [`- Toil by the week: ${describeWeeklyToil(report)}.`]
      : []),
    '',
    ...(tables.length === 0
      ? []
      : ['<details>', '<summary>The numbers</summary>', ...tables, '', '</details>', '']),
    'Regret counts what would newly run by itself and went wrong in its day. Asking is not catching: who is asked may say yes.',
    '',
  ].join('\n');
}

function budgetLines({ budgets }: ReplayReport): string[] {
  const exceeded = budgets.filter(({ ok }) => !ok).length;
  if (budgets.length === 0) {
    return [];
  }
  const head =
    exceeded === 0
      ? '**All budgets are kept.**'
      : `**${exceeded} of ${formatCount(budgets.length, 'budget')} exceeded.**`;
  return [
    head,
    '',
    ...budgets.map(({ ok, message }) => `- ${ok ? '' : '**Exceeded.** '}${message}`),
    '',
  ];
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const columns = heads.map((_, column) => (column === 0 ? '---' : '---:'));
  return ['', line(heads), line(columns), ...rows.map(line)];
}

function more(count: number, noun: string): string[] {
  return count > 0 ? ['', `… and ${formatCount(count, `more ${noun}`)}.`] : [];
}

function matrixTable({ result }: ReplayReport): string[] {
  return isCompared(result)
    ? table(
        ['was, now', ...DECISIONS.map(head => DECISION_WORDS[head])],
        DECISIONS.map(base => [
          DECISION_WORDS[base],
          ...DECISIONS.map(head => formatNumber(result.totals.matrix[base][head])),
        ]),
      )
    : [];
}

function ruleTable({ result: { byRule } }: ReplayReport): string[] {
  const rules = rulesByChange(byRule);
  return rules.length === 0
    ? []
    : [
        ...table(
          [
            'rule',
            'decides',
            'before',
            'newly allowed',
            '… went wrong',
            'newly asked',
            'newly denied',
          ],
          rules
            .slice(0, ROWS)
            .map(rule => [
              markdownName(`${rule.policy}/${rule.rule}`),
              ...[
                rule.decided,
                rule.decidedBefore,
                rule.newlyAllowed,
                rule.newlyAllowedWentWrong,
                rule.newlyGated,
                rule.newlyDenied,
              ].map(formatNumber),
            ]),
        ),
        ...more(rules.length - ROWS, 'rule'),
      ];
}

/** Only groups in which something changes: the others are what nobody came to read. */
function groupTable({ by, groups }: ReplayGrouping): string[] {
  const changed = groups.filter(
    ({ totals }) => totals.changed > 0 || totals.toilReviews > 0 || totals.unknown > 0,
  );
  return changed.length === 0
    ? ['', `By ${by.join(' and ')}: nothing changes.`]
    : [
        ...table(
          [
            by.join(', '),
            'recordings',
            'newly allowed',
            'regret',
            'newly asked',
            'hours',
            'unknown',
          ],
          changed
            .slice(0, ROWS)
            .map(({ values, total, totals }) => [
              values.map(markdownName).join(' '),
              ...[total, totals.newlyAllowed, totals.regret, totals.newlyGated].map(formatNumber),
              (totals.toilMinutes / 60).toFixed(1),
              formatNumber(totals.unknown),
            ]),
        ),
        ...more(changed.length - ROWS, 'group'),
      ];
}

function peopleTable({ people }: ReplayReport): string[] {
  if (!people) {
    return [];
  }
  const { catalogTakenAt, asked, unfulfillable, unknown, parties, shortages } = people;
  return [
    '',
    `By the catalog of ${day(catalogTakenAt)}, nobody could have approved ${formatShare(unfulfillable, asked)} of ${formatCount(asked, 'action')} asked about; of ${formatNumber(unknown)} it cannot tell.`,
    ...table(
      ['would have been asked', 'about', 'who may vote'],
      parties
        .slice(0, ROWS)
        .map(({ ref, recordings, people: count }) => [
          markdownName(ref),
          formatNumber(recordings),
          formatNumber(count),
        ]),
    ),
    ...more(parties.length - ROWS, 'group'),
    ...(shortages.length > 0 ? [''] : []),
    ...shortages
      .slice(0, ROWS)
      .map(({ because, recordings }) => `- ${formatNumber(recordings)}: ${markdownText(because)}`),
  ];
}

function historyTable({ history }: ReplayReport): string[] {
  return history
    ? table(
        ['in force', 'recordings'],
        history.map(span => [
          `${markdownText(describeSpan(span))}${span.fault === undefined ? '' : ' (cannot decide)'}`,
          formatNumber(span.recordings),
        ]),
      )
    : [];
}

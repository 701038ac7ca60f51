import { DECISIONS } from '@countersign/model';
import type { ReplayGrouping } from '../group/groupBy';
import type { HistorySpan } from '../history/replayHistory';
import type { PeopleSummary } from '../people/summarizePeople';
import { describeReplay } from './describeReplay';
import { formatCount, formatHours, formatNumber, formatShare } from './format';
import { plainText } from './plainText';
import { rulesByChange } from './rulesByChange';
import type { ReplayReport } from './ReplayReport';
import { textTable } from './textTable';
import { DECISION_WORDS, isCompared } from './words';

/** So many rows of a table are printed; the rest is counted. JSON has them all. */
const ROWS = 20;

/**
 * A report as lines of text for a terminal: what it means in sentences, then the tables, and at the end,
 * where the eye is, the budgets.
 */
export function describeReport(report: ReplayReport): string[] {
  const { result, span, comparedWith, groupings, people, history, budgets } = report;
  const [first, ...sentences] = describeReplay(result);
  return [
    first!,
    ...(span
      ? [
          `They are from ${day(span.first)} to ${day(span.last)}, and compared with ${comparedWith}.`,
        ]
      : []),
    ...sentences,
    ...matrixLines(report),
    ...ruleLines(report),
    ...groupings.flatMap(grouping => groupLines(grouping, report)),
    ...(people ? peopleLines(people) : []),
    ...(history ? historyLines(history) : []),
    ...(budgets.length > 0 ? ['', 'Budgets'] : []),
    ...budgets.map(({ ok, message }) => `  ${ok ? 'kept    ' : 'EXCEEDED'}  ${message}`),
  ];
}

/** The day of an instant, which is what people compare. */
export function day(instant: string): string {
  return instant.slice(0, 10);
}

function matrixLines({ result }: ReplayReport): string[] {
  if (!isCompared(result)) {
    return [];
  }
  const { matrix } = result.totals;
  return [
    '',
    'What was decided, and what would be',
    ...textTable([
      ['', ...DECISIONS.map(head => `now ${DECISION_WORDS[head]}`)],
      ...DECISIONS.map(base => [
        `was ${DECISION_WORDS[base]}`,
        ...DECISIONS.map(head => formatNumber(matrix[base][head])),
      ]),
    ]),
  ];
}

function ruleLines({ result: { byRule } }: ReplayReport): string[] {
  const rules = rulesByChange(byRule);
  const shown = rules.slice(0, ROWS);
  return rules.length === 0
    ? []
    : [
        '',
        'Rules, those with the most changes first',
        ...textTable([
          ['', 'decides', 'before', 'newly allowed', 'went wrong', 'newly asked', 'newly denied'],
          ...shown.map(rule => [
            `${rule.policy}/${rule.rule}`,
            ...[
              rule.decided,
              rule.decidedBefore,
              rule.newlyAllowed,
              rule.newlyAllowedWentWrong,
              rule.newlyGated,
              rule.newlyDenied,
            ].map(formatNumber),
          ]),
        ]),
        ...more(rules.length - shown.length, 'rule'),
      ];
}

function groupLines({ by, groups }: ReplayGrouping, { result }: ReplayReport): string[] {
  const isTimed = result.reviewMinutesMedian !== undefined;
  // Time reads forwards; of the rest, those with the most changes are what one came for.
  const isByWeek = by.includes('week');
  const shown = isByWeek
    ? groups
    : [...groups]
        .sort((a, b) => b.totals.changed - a.totals.changed || b.total - a.total)
        .slice(0, ROWS);
  return [
    '',
    `By ${by.join(' and ')}`,
    ...textTable([
      [
        '',
        ...['recordings', 'newly allowed', 'regret', 'newly asked', 'newly denied'],
        ...['reviews', 'hours', 'unknown'],
      ],
      ...shown.map(({ values, total, totals }) => [
        plainText(values.join('  ')),
        ...[total, totals.newlyAllowed, totals.regret, totals.newlyGated, totals.newlyDenied].map(
          formatNumber,
        ),
        formatNumber(totals.toilReviews),
        isTimed || totals.toilReviews === 0 ? (totals.toilMinutes / 60).toFixed(1) : '?',
        formatNumber(totals.unknown),
      ]),
    ]),
    ...more(groups.length - shown.length, 'group'),
  ];
}

function peopleLines(people: PeopleSummary): string[] {
  const { catalogTakenAt, asked, unfulfillable, unknown, parties, shortages } = people;
  const shown = parties.slice(0, ROWS);
  return [
    '',
    `Who would have been asked, by the catalog of ${day(catalogTakenAt)}`,
    `  Nobody could have approved ${formatShare(unfulfillable, asked)} of ${formatCount(asked, 'action')} asked about; of ${formatNumber(unknown)} the catalog cannot tell.`,
    ...textTable([
      ['', 'asked about', 'who may vote'],
      ...shown.map(({ ref, recordings, people: count }) => [
        ref,
        formatNumber(recordings),
        formatNumber(count),
      ]),
    ]),
    ...more(parties.length - shown.length, 'group'),
    ...shortages
      .slice(0, ROWS)
      .map(({ because, recordings }) => `  In the way of ${formatNumber(recordings)}: ${because}`),
    ...more(shortages.length - ROWS, 'reason'),
  ];
}

function historyLines(history: readonly HistorySpan[]): string[] {
  return [
    '',
    'Policies in force, by the time of the recordings',
    ...textTable([
      ['', 'recordings'],
      ...history.map(span => [describeSpan(span), formatNumber(span.recordings)]),
    ]),
    ...history.flatMap(({ version, fault }) =>
      fault === undefined
        ? []
        : [`  ${version} cannot decide, so what was decided at the time stands in: ${fault}`],
    ),
  ];
}

/** A span of a history in words, such as `4c1f308 from 2024-01-22 to 2024-02-01`. */
export function describeSpan({ version, since, until }: HistorySpan): string {
  if (version === undefined) {
    return 'no version known: what was decided at the time';
  }
  return `${version} from ${day(since!)}${until === undefined ? ' on' : ` to ${day(until)}`}`;
}

/** Toil by the week in words, such as `3.2 hours and 4 reviews a week`. */
export function describeWeeklyToil({ result, span }: ReplayReport): string {
  const { toilReviews, toilMinutes } = result.totals;
  const weeks = span?.weeks ?? 1;
  const reviews = formatCount(Math.round((toilReviews / weeks) * 10) / 10, 'review');
  return result.reviewMinutesMedian === undefined
    ? `${reviews} a week, of unknown duration`
    : `${formatHours(toilMinutes / weeks)} and ${reviews} a week`;
}

function more(count: number, noun: string): string[] {
  return count > 0 ? [`  … and ${formatCount(count, `more ${noun}`)}; --json has all`] : [];
}

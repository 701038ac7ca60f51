import type { ReplayGroup } from '../../group/groupBy';
import { SELECTIONS } from '../../select/Selection';
import { day, describeSpan, describeWeeklyToil } from '../describeReport';
import { describeReplay } from '../describeReplay';
import { formatCount, formatNumber, formatShare } from '../format';
import { rulesByChange } from '../rulesByChange';
import type { ReplayReport } from '../ReplayReport';
import { isCompared } from '../words';
import { barChart } from './barChart';
import { htmlText } from './htmlText';
import { matrixTable } from './matrixTable';
import { STYLES } from './styles';
import { table } from './table';
import { weekChart } from './weekChart';
import { weeksBetween } from './weeksBetween';

/** So many bars and rows of each kind are drawn, the greatest first; the rest is counted. */
const ROWS = 15;

/**
 * A report as one page that needs nothing beside itself: no scripts, no fonts, nothing to fetch. Light
 * and dark by the reader's setting, readable on a phone and on paper. Charts by team and by week stand in
 * it when the report is grouped by them.
 */
export function reportAsHtml(report: ReplayReport): string {
  const { result, span, comparedWith, badLines } = report;
  const [, ...sentences] = describeReplay(result);
  const when = span ? ` from ${day(span.first)} to ${day(span.last)}` : '';
  const title = `Replay of ${result.set}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${htmlText(title)}</title>
<style>${STYLES}</style>
</head>
<body>
<main>
<h1>${htmlText(title)}</h1>
<p class="soft">${formatCount(result.total, 'recording')}${when}, decided anew and compared with ${htmlText(comparedWith)}.${badLines > 0 ? ` ${formatCount(badLines, 'line')} of the input could not be read.` : ''}</p>
${budgetSection(report)}
${tiles(report)}
<section><h2>In words</h2><ul>${sentences.map(line => `<li>${htmlText(line)}</li>`).join('')}</ul></section>
${matrixSection(report)}
${teamSection(report)}
${weekSection(report)}
${ruleSection(report)}
${otherGroups(report)}
${peopleSection(report)}
${historySection(report)}
${definitions()}
</main>
</body>
</html>
`;
}

function section(title: string, note: string, ...parts: readonly string[]): string {
  return `<section><h2>${htmlText(title)}</h2><p class="note">${htmlText(note)}</p>${parts.join('\n')}</section>`;
}

function budgetSection({ budgets }: ReplayReport): string {
  if (budgets.length === 0) {
    return '';
  }
  const exceeded = budgets.filter(({ ok }) => !ok).length;
  const title =
    exceeded === 0
      ? '<h2 class="good">All budgets are kept</h2>'
      : `<h2 class="bad">${exceeded} of ${formatCount(budgets.length, 'budget')} exceeded</h2>`;
  const items = budgets.map(
    ({ ok, message }) =>
      `<li>${ok ? '<b class="good">Kept.</b>' : '<b class="bad">Exceeded.</b>'} ${htmlText(message)}</li>`,
  );
  return `<section>${title}<ul>${items.join('')}</ul></section>`;
}

function tiles(report: ReplayReport): string {
  const { result, people } = report;
  const { total, totals } = result;
  const tile = (value: string, name: string, meaning: string, colour = '') =>
    `<div class="tile"><b${colour}>${htmlText(value)}</b><span>${name}</span><small>${htmlText(meaning)}</small></div>`;
  const changes = isCompared(result)
    ? [
        tile(
          formatNumber(totals.regret),
          'Regret',
          'Would newly run by themselves, were executed, and went wrong.',
          totals.regret > 0 ? ' class="bad"' : '',
        ),
        tile(
          formatNumber(totals.newlyAllowed),
          'Newly allowed',
          `${SELECTIONS['newly-allowed'].meaning}; ${formatNumber(totals.newlyAllowedExecuted)} were executed.`,
        ),
        tile(
          formatNumber(totals.newlyGated),
          'Newly asked',
          `${SELECTIONS['newly-gated'].meaning}.`,
        ),
        tile(
          totals.toilReviews > 0 && result.reviewMinutesMedian === undefined
            ? formatCount(totals.toilReviews, 'review')
            : `${(totals.toilMinutes / 60).toFixed(1)} h`,
          'Toil',
          `${formatCount(totals.toilReviews, 'review')} newly asked of people at least: ${describeWeeklyToil(report)}.`,
        ),
        tile(
          formatNumber(totals.newlyDenied),
          'Newly denied',
          `${SELECTIONS['newly-denied'].meaning}.`,
        ),
      ]
    : [tile(formatNumber(totals.approvalsAsked), 'Asked', `${SELECTIONS.asked.meaning}.`)];
  return `<div class="tiles">${[
    ...changes,
    tile(
      formatNumber(totals.unknown),
      'Unknown',
      `${formatShare(totals.unknown, total)} could not be judged on what was recorded; never counted as unchanged.`,
    ),
    tile(
      people ? formatNumber(people.unfulfillable) : '?',
      'Unfulfillable',
      people
        ? `Nobody could have approved, by the catalog of ${day(people.catalogTakenAt)}; of ${formatNumber(people.unknown)} it cannot tell.`
        : 'Who would have been asked needs a snapshot of the catalog; none was given.',
    ),
  ].join('\n')}</div>`;
}

function matrixSection({ result }: ReplayReport): string {
  return isCompared(result)
    ? section(
        'What was decided, and what would be',
        'Recordings that have a base, by its decision and the head’s. Dashed: nothing changes.',
        matrixTable(result.totals),
      )
    : '';
}

function groupsBy({ groupings }: ReplayReport, key: string): readonly ReplayGroup[] | undefined {
  return groupings.find(({ by }) => by.length === 1 && by[0] === key)?.groups;
}

/** Toil in the unit that is known: hours where reviews were timed, else reviews. */
function toilOf({ result }: ReplayReport, { totals }: Pick<ReplayGroup, 'totals'>) {
  return result.reviewMinutesMedian === undefined
    ? { value: totals.toilReviews, label: formatCount(totals.toilReviews, 'review') }
    : {
        value: totals.toilMinutes,
        label: `${(totals.toilMinutes / 60).toFixed(1)} h`,
      };
}

function teamSection(report: ReplayReport): string {
  const groups = groupsBy(report, 'team');
  if (!groups || !isCompared(report.result)) {
    return '';
  }
  const chart = (
    title: string,
    bars: { name: string; value: number; label: string }[],
    colour: 'regret' | 'toil',
  ) => {
    const some = bars.filter(({ value }) => value > 0).sort((a, b) => b.value - a.value);
    return some.length === 0
      ? `<p class="legend">${title}: none.</p>`
      : `<p class="legend">${title}</p>${barChart(some.slice(0, ROWS), colour)}${more(some.length - ROWS, 'team')}`;
  };
  return section(
    'Regret and toil by team',
    'A team is the recorded owner of the target: whose service it would have happened to. Toil is at least so much, in the fewest reviews that could meet what is asked.',
    chart(
      'Regret',
      groups.map(({ values, totals }) => ({
        name: values[0]!,
        value: totals.regret,
        label: formatNumber(totals.regret),
      })),
      'regret',
    ),
    chart(
      'Toil',
      groups.map(group => ({ name: group.values[0]!, ...toilOf(report, group) })),
      'toil',
    ),
  );
}

function weekSection(report: ReplayReport): string {
  const groups = groupsBy(report, 'week');
  const { span, result } = report;
  if (!groups || !span || !isCompared(result)) {
    return '';
  }
  const byWeek = new Map(groups.map(group => [group.values[0]!, group]));
  const weeks = weeksBetween(span.first, span.last);
  const chart = (
    title: string,
    colour: 'regret' | 'toil',
    of: (group: ReplayGroup) => { value: number; label: string },
  ) => {
    const columns = weeks.map(week => {
      const group = byWeek.get(week);
      const { value, label } = group ? of(group) : { value: 0, label: 'nothing recorded' };
      return { week, value, label: `${week}: ${label}` };
    });
    return columns.every(({ value }) => value === 0)
      ? `<p class="legend">${title}: none.</p>`
      : weekChart(title, columns, colour);
  };
  return section(
    'Regret and toil by week',
    'By the ISO week, in UTC, in which the action was proposed.',
    chart('Regret', 'regret', ({ totals }) => ({
      value: totals.regret,
      label: formatNumber(totals.regret),
    })),
    chart('Toil', 'toil', group => toilOf(report, group)),
  );
}

function ruleSection({ result: { byRule, totals } }: ReplayReport): string {
  const rules = rulesByChange(byRule);
  return rules.length === 0
    ? ''
    : section(
        'Rules',
        `Those with the most changes first. How many recordings each rule decides in the head, and decided in the base. No rule of the head decided ${formatNumber(totals.fallback)}; the fallback, a hold or a missing field did.`,
        table(
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
              htmlText(`${rule.policy}/${rule.rule}`),
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
        more(rules.length - ROWS, 'rule'),
      );
}

function otherGroups(report: ReplayReport): string {
  return report.groupings
    .filter(({ by }) => by.length > 1 || (by[0] !== 'team' && by[0] !== 'week'))
    .map(({ by, groups }) => {
      const most = [...groups].sort(
        (a, b) => b.totals.changed - a.totals.changed || b.total - a.total,
      );
      return section(
        `By ${by.join(' and ')}`,
        'Those with the most changes first.',
        table(
          [
            by.join(', '),
            'recordings',
            'newly allowed',
            'regret',
            'newly asked',
            'newly denied',
            'unknown',
          ],
          most
            .slice(0, ROWS)
            .map(({ values, total, totals }) => [
              values.map(htmlText).join('<br>'),
              ...[
                total,
                totals.newlyAllowed,
                totals.regret,
                totals.newlyGated,
                totals.newlyDenied,
                totals.unknown,
              ].map(formatNumber),
            ]),
        ),
        more(most.length - ROWS, 'group'),
      );
    })
    .join('\n');
}

function peopleSection({ people }: ReplayReport): string {
  if (!people) {
    return '';
  }
  const { parties, shortages, catalogTakenAt } = people;
  return section(
    'Who would have been asked',
    `By the catalog of ${day(catalogTakenAt)}, which is not that of the recordings' time. One recording may ask several groups.`,
    table(
      ['group or person', 'asked about', 'who may vote'],
      parties
        .slice(0, ROWS)
        .map(({ ref, recordings, people: count }) => [
          htmlText(ref),
          formatNumber(recordings),
          formatNumber(count),
        ]),
    ),
    more(parties.length - ROWS, 'group'),
    shortages.length > 0
      ? `<p class="legend">In the way of an approval</p><ul>${shortages
          .slice(0, ROWS)
          .map(
            ({ because, recordings }) =>
              `<li>${formatNumber(recordings)}: ${htmlText(because)}</li>`,
          )
          .join('')}</ul>`
      : '',
  );
}

function historySection({ history }: ReplayReport): string {
  return history
    ? section(
        'Policies in force',
        'Each recording is compared with the version that was in force at its instant.',
        table(
          ['version', 'recordings'],
          history.map(span => [
            `${htmlText(describeSpan(span))}${span.fault === undefined ? '' : `<br><span class="soft">cannot decide: ${htmlText(span.fault)}</span>`}`,
            formatNumber(span.recordings),
          ]),
        ),
      )
    : '';
}

function definitions(): string {
  const entries = Object.entries(SELECTIONS).map(
    ([name, { meaning }]) => `<dt>${name}</dt><dd>${htmlText(meaning)}.</dd>`,
  );
  return section(
    'What the numbers mean, and what they do not',
    'Asking is not catching: a person who is asked about an action that goes wrong may approve it all the same. What was never executed has no outcome. Each number opens to its recordings with --show and its name.',
    `<dl>${entries.join('')}</dl>`,
  );
}

function more(count: number, noun: string): string {
  return count > 0
    ? `<p class="note">… and ${formatCount(count, `more ${noun}`)}; the JSON form has all.</p>`
    : '';
}

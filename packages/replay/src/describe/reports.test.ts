import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Recording } from '@countersign/model';
import type { PolicySet } from '@countersign/policy';
import { checkBudgets } from '../budgets/checkBudgets';
import { recordedSpan } from '../budgets/recordedSpan';
import { replay } from '../engine/replay';
import { groupByEach } from '../group/groupBy';
import { GROUP_KEYS } from '../group/GroupKey';
import { ReplayDecisions } from '../group/ReplayDecisions';
import { createRecordingSet } from '../RecordingSet';
import { SELECTION_NAMES } from '../select/Selection';
import { ALLOW_ALL, askFrom, policySetOf } from '../testing/policies';
import { recordingOf } from '../testing/recordingOf';
import { variedRecordings } from '../testing/variedRecordings';
import { describeReport } from './describeReport';
import { explainRow } from './explainRow';
import { reportAsHtml } from './html/reportAsHtml';
import { weeksBetween } from './html/weeksBetween';
import { reportAsJson } from './reportAsJson';
import { reportAsMarkdown } from './reportAsMarkdown';
import type { ReplayReport } from './ReplayReport';

const HOSTILE =
  '<script>alert(1)</script> | @everyone [x](https://evil.example) `*_#1\n# big \u202Etxt';

async function reportOf(
  recordings: Recording[],
  [base, head] = [policySetOf(askFrom('high')), policySetOf(askFrom('moderate', 2))],
  name = 'test',
): Promise<ReplayReport> {
  const set = createRecordingSet({ name, recordings });
  const given = { set, base: base!, head: head! };
  const result = await replay(given);
  const span = recordedSpan(set);
  return {
    result,
    comparedWith: 'the policies of yesterday',
    ...(span && { span }),
    groupings: groupByEach(
      result,
      set,
      GROUP_KEYS.map(key => [key]),
    ),
    budgets: checkBudgets(result, set, { maxRegret: 0, maxToil: 0.1, maxUnknown: 50 }),
    people: {
      catalogTakenAt: '2026-05-01T00:00:00Z',
      asked: 3,
      unfulfillable: 2,
      unknown: 1,
      parties: [{ ref: 'group:default/payments', recordings: 3, people: 2 }],
      shortages: [{ because: 'Nobody is left.', recordings: 2 }],
    },
    history: [
      { recordings: 1 },
      { version: 'abc', since: '2026-01-01T00:00:00.000Z', recordings: 2, fault: 'It is torn.' },
    ],
    badLines: 2,
  };
}

const hostile = () => {
  const plain = recordingOf();
  const proposal = {
    ...plain.proposal,
    subject: { type: 'agent', id: HOSTILE },
    action: { name: HOSTILE },
  };
  return reportOf([recordingOf({ proposal })], undefined, HOSTILE);
};

describe('a report', () => {
  it('ends with its budgets in a terminal', async () => {
    const lines = describeReport(await reportOf(variedRecordings()));
    expect(lines.slice(-3).map(line => line.slice(0, 10))).toEqual([
      '  kept    ',
      '  EXCEEDED',
      '  kept    ',
    ]);
    expect(lines.join('\n')).toContain('By the catalog'.toLowerCase());
    expect(lines.join('\n')).toContain('abc cannot decide');
    // Columns stand below each other.
    const matrix = lines
      .slice(lines.indexOf('What was decided, and what would be') + 1)
      .slice(0, 4);
    expect(new Set(matrix.map(line => line.length)).size).toBe(1);
  });

  it('gives programs every number, and leaves out what is not known', async () => {
    const { people: _people, history: _history, ...report } = await reportOf(variedRecordings());
    const json = reportAsJson(report);
    expect(json).toMatchObject({ ok: false, badLines: 2, totals: report.result.totals });
    expect(json).not.toHaveProperty('people');
    expect(json).not.toHaveProperty('rows');
    expect(JSON.parse(JSON.stringify(json))).toEqual(json);
  });

  it.each([['nothing', []]])('of %s can be shown', async (_, recordings) => {
    const report = await reportOf(recordings);
    expect(describeReport(report)[0]).toContain('holds no recordings');
    expect(reportAsHtml(report)).toContain('</html>');
    expect(reportAsMarkdown(report)).toContain('exceeded');
  });
});

describe('docs/replay.md', () => {
  const page = readFileSync(join(__dirname, '../../../../docs/replay.md'), 'utf8');

  it('says what every number opens to', () => {
    expect(SELECTION_NAMES.filter(name => !page.includes(`\`${name}\``))).toEqual([]);
    GROUP_KEYS.forEach(key => expect(page).toContain(`\`${key}\``));
  });

  it('has every member of the JSON form', async () => {
    const table = page.slice(page.indexOf('## The report as JSON'));
    const members = Object.keys(reportAsJson(await reportOf(variedRecordings())));
    expect(members.length).toBeGreaterThan(10);
    expect(members.filter(member => !table.includes(`\`${member}\``))).toEqual([]);
  });
});

describe('reportAsMarkdown', () => {
  it('says first whether budgets are kept, and folds the numbers away', async () => {
    const markdown = reportAsMarkdown(await reportOf(variedRecordings()));
    expect(markdown).toMatch(
      /^### Replay of <code>test<\/code>\n\n\*\*1 of 3 budgets exceeded\.\*\*/,
    );
    expect(markdown.indexOf('<details>')).toBeLessThan(markdown.indexOf('| was, now |'));
    expect(markdown).toContain('<code>group&#58;default/team-1</code>');
  });

  it('lets no name become markup, a link or a mention', async () => {
    const markdown = reportAsMarkdown(await hostile());
    for (const forbidden of ['<script', '@everyone', '](', 'https:', '\n# big', '\u202E']) {
      expect(markdown).not.toContain(forbidden);
    }
    expect(markdown).not.toMatch(/[^&]#\d/);
    // No cell is cut in two.
    const rows = markdown
      .split('\n')
      .filter(line => line.includes('everyone') && line.startsWith('|'));
    rows.forEach(row => expect(row.match(/\|/g)).toHaveLength(8));
  });

  it('stays below what a comment may have, whatever the groups', async () => {
    const plain = recordingOf();
    const many = Array.from({ length: 500 }, (_, n) =>
      recordingOf({
        at: new Date(Date.parse('2020-01-01T00:00:00Z') + n * 7 * 86_400_000).toISOString(),
        proposal: { ...plain.proposal, subject: { type: 'agent', id: `${'a'.repeat(60)}-${n}` } },
      }),
    );
    expect(reportAsMarkdown(await reportOf(many)).length).toBeLessThan(65_536);
  });
});

describe('reportAsHtml', () => {
  it('is one page that runs nothing and fetches nothing, with hostile names in it', async () => {
    const html = reportAsHtml(await hostile());
    expect(html).not.toMatch(
      /<(link|img|iframe|object|embed|script)\b|\son\w+=|\bsrc=|\bhref=|url\(/i,
    );
    expect(html).toContain("default-src 'none'");
    expect(html).toContain('&lt;script&gt;');
    expect(html).not.toContain('\u202E');
  });

  it('draws regret and toil by team and week, and says what every number means', async () => {
    const html = reportAsHtml(await reportOf(variedRecordings()));
    expect(html).toContain('Regret and toil by team');
    expect(html).toContain('class="toil"');
    expect(html).toContain('<title>2026-W');
    SELECTION_NAMES.forEach(name => expect(html).toContain(`<dt>${name}</dt>`));
    const loosened: [PolicySet, PolicySet] = [policySetOf(askFrom('low')), policySetOf(ALLOW_ALL)];
    expect(reportAsHtml(await reportOf(variedRecordings(), loosened))).toContain('class="regret"');
  });

  it('shows weeks in which nothing happened', () => {
    expect(weeksBetween('2025-12-24T10:00:00Z', '2026-01-14T09:00:00Z')).toEqual([
      '2025-W52',
      '2026-W01',
      '2026-W02',
      '2026-W03',
    ]);
  });
});

describe('explainRow', () => {
  const recordings = variedRecordings(4);
  const set = createRecordingSet({ name: 'test', recordings });
  const head = policySetOf(askFrom('moderate'));

  it('says of both sides what their policies say', async () => {
    const given = { set, head, base: policySetOf(ALLOW_ALL) };
    for (const row of (await replay(given)).rows) {
      const explained = explainRow(row, new ReplayDecisions(given));
      expect(explained.base!.decision).toMatchObject({ decision: row.base!.decision });
      expect(explained.head.decision).toMatchObject({ decision: row.head.decision });
      expect(explained.head.explanation!.summary).not.toBe('');
    }
  });

  it('has no explanation of what was decided at the time', async () => {
    const [row] = [...(await replay({ set, head })).rows];
    const { base } = explainRow(row!, new ReplayDecisions({ set, head }));
    expect(base!.answer).toEqual(recordings[0]!.decided);
    expect(base!.explanation).toBeUndefined();
  });
});

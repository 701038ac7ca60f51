import { policySetOf } from '../testing/policies';
import { portablePattern } from './portablePattern';
import { recordingAsRow } from './recordingAsRow';
import { recordingOf } from '../testing/recordingOf';
import { SQL_DIALECTS } from './SqlDialect';
import { sqlOf } from './sqlOf';

const deniesWhen = (when: string) =>
  policySetOf(
    `    - { name: no, kind: mandatory, when: ${JSON.stringify(when)}, decision: deny, reason: No. }\n`,
  );

describe.each(SQL_DIALECTS)('sqlOf for %s', dialect => {
  it('binds what a policy says, and writes none of it out', () => {
    const statement = sqlOf(deniesWhen(`subject.id == "x'; DROP TABLE y --"`), dialect);
    expect(statement).toMatchObject({
      parameters: expect.arrayContaining([`x'; DROP TABLE y --`]) as unknown,
    });
    expect(JSON.stringify(statement)).toContain('DROP');
    expect((statement as { text: string }).text).not.toContain('DROP');
  });

  it('quotes the name of the table', () => {
    const statement = sqlOf(deniesWhen('resource.known'), dialect, { table: 'a"b' });
    expect((statement as { text: string }).text).toContain('FROM "a""b" AS r');
  });

  it.each([
    ['impact.score > 40', 'score'],
    ['action.properties.a + 1 > 2', 'arithmetic'],
    ["resource.tags.exists_one(tag, tag == 'x')", 'loop'],
    ["resource.ref.matches('(?i)prod')", 'pattern'],
    ['action.properties.a < 9007199254740993', 'number'],
    ["action.name.split('.')[0] == 'x'", 'function'],
    ["now.getHours('+01:00') < 8", 'zone'],
    ["subject.id == 'a\\\\u0000b'".replace('\\\\', '\\'), 'text'],
  ])('refuses %s', (when, code) => {
    expect(sqlOf(deniesWhen(when), dialect)).toMatchObject({
      refused: [{ policy: 'organisation', name: 'no', code }],
    });
  });
});

describe('portablePattern', () => {
  it.each([
    ['^deployment[.]', '^deployment[\\x{2e}]', '^deployment[\\U0000002e]'],
    ['a.b', 'a[^\\x{a}]b', 'a[^\\U0000000a]b'],
    ['(x|y)+?\\d', '(?:x|y)+[0-9]', '(?:x|y)+[0-9]'],
  ])('writes %s for both', (pattern, duckdb, postgresql) => {
    expect(portablePattern(pattern, 'duckdb')).toBe(duckdb);
    expect(portablePattern(pattern, 'postgresql')).toBe(postgresql);
  });

  it.each(['\\bx', '\\pL', '[[:alpha:]]', '(?i)x', 'x{300}', '^*', 'a||b', '(?P<n>x)', '\\Qx\\E'])(
    'refuses %s',
    pattern => {
      expect(portablePattern(pattern, 'postgresql')).toBeUndefined();
    },
  );
});

it.each(['a\0b', '\ud800'])('stores no recording with a text that databases lose', id => {
  expect(recordingAsRow(recordingOf({ id }))).toMatchObject({
    fault: expect.any(String) as unknown,
  });
});

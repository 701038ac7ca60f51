import { exampleMapping } from '../testing/exampleMapping';
import { parseMapping } from './parseMapping';

/** Each finding as `code @ marked text: message`. */
function findings(text: string): string[] {
  return parseMapping(text, 'm.yaml').diagnostics.map(
    ({ code, span, message }) => `${code} @ ${text.slice(span.start, span.end)}: ${message}`,
  );
}

describe('parseMapping', () => {
  it('compiles a mapping that is in order', () => {
    const { mapping, diagnostics } = parseMapping(exampleMapping(), 'm.yaml');
    expect(diagnostics).toEqual([]);
    expect(mapping).toMatchObject({ name: 'example', uri: 'm.yaml' });
  });

  it.each<[fault: string, change: [string, string], finding: RegExp]>([
    ['broken YAML', ['spec:', 'spec: ['], /^yaml_syntax/],
    ['a key that stands twice', ['  name: example', '  name: a\n  name: b'], /^yaml_syntax/],
    ['an unknown member', ['metadata:', 'metadata:\n  nmae: x'], /^invalid_member @ x: "nmae" is/],
    [
      'a missing member',
      ['    id: row.id\n', ''],
      /^invalid_member @ recordings: .*recordings\.id/,
    ],
    [
      'an unknown table',
      ['from: deployments', 'from: changes'],
      /^unknown_table @ changes: .*deployments, catalog/,
    ],
    [
      'a column that the table does not declare',
      ['row.who', 'row.whom'],
      /^expression @ whom: .*"whom"/,
    ],
    ['an expression that is none', ['id: row.id', 'id: row.'], /^expression @/],
    ['an unknown function', ['lower(row.who)', 'lowr(row.who)'], /^expression @ lowr: /],
    [
      'a text where an instant belongs',
      ['at: timestamp(row.at)\n    history', 'at: row.at\n    history'],
      /^expression_type @ row\.at: at must yield an instant.*yields string/,
    ],
    [
      'a condition that is a text',
      ['size(row.uses) > 0', 'row.name'],
      /^expression_type @ row\.name: when must yield true or false/,
    ],
    [
      'a list in CSV',
      ['[id, at, who', '[{ name: id, list: true }, at, who'],
      /^invalid_member .*no lists/,
    ],
    ['a column twice', ['[id, at,', '[id, id, at,'], /^name_taken @ id: /],
    ['a name with a meaning of its own', ['      bad:', '      row:'], /^name_taken @/],
    [
      'history that reads history',
      [
        "{ when: 'true', by: row.service, last",
        "{ when: history.versionBefore == '', by: row.service, last",
      ],
      /^expression @ history: /,
    ],
    [
      'a history that counts and remembers',
      ['last: row.version', 'last: row.version, within: 1d'],
      /^invalid_member/,
    ],
  ])('reports %s where it stands', (_, [what, by], finding) => {
    const text = exampleMapping(mapping => mapping.replace(what, by));
    expect(text).not.toBe(exampleMapping());
    expect(findings(text)).toContainEqual(expect.stringMatching(finding));
  });

  it('collects every fault and not just the first', () => {
    const text = exampleMapping(mapping =>
      mapping.replace('row.who', 'row.whom').replace("'deployment.deploy'", 'deploy'),
    );
    expect(findings(text)).toHaveLength(2);
  });

  it.each(['', '[]', 'a: &a [*a]', 'x: '.repeat(50)])('never throws: %j', text => {
    expect(parseMapping(text, 'm.yaml').mapping).toBeUndefined();
  });
});

import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import Ajv from 'ajv-draft-04';
import type { PolicyFinding } from '../policies/findingsOf';
import { sarifLog } from './sarifLog';
import { POLICY_RULES, TEST_FAILED } from './sarifRules';

/** The schema that OASIS published with the standard, as a package of Microsoft's carries it. */
const schema = JSON.parse(
  readFileSync(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'),
) as object;
// The schema's patterns are older than the `u` flag. Formats are looked at below, where they matter.
const isSarif = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(
  schema,
);

const finding = (
  file: string,
  text: string,
  piece: string,
  code = 'unknown-name',
  severity: 'error' | 'warning' | 'hint' = 'error',
): PolicyFinding => {
  const start = text.indexOf(piece);
  const span = { start, end: start + piece.length };
  return { file, text, diagnostic: { code, severity, message: `“${piece}” is wrong.`, span } };
};

const rules = [...POLICY_RULES, TEST_FAILED];
const log = (findings: PolicyFinding[]) => sarifLog(findings, rules, { exitCode: 1 });
const resultsOf = (findings: PolicyFinding[]) => log(findings).runs[0]!.results;
const fingerprintsOf = (findings: PolicyFinding[]) =>
  resultsOf(findings).map(({ partialFingerprints }) => partialFingerprints['countersign/v1']);

const TEXT = 'spec:\n  rules:\n    - when: "😀" == nmae\n    - when: nmae\n';

it('is SARIF 2.1.0, as its schema says', () => {
  const made = log([
    finding('policies/a.policy.yaml', TEXT, 'nmae'),
    finding('policies/a b#.policy.yaml', TEXT, 'spec', 'unused-window', 'hint'),
    finding(join(tmpdir(), 'b.policy.yaml'), TEXT, 'rules', 'never-fires', 'warning'),
    finding('a.policy.test.yaml', TEXT, 'rules', 'test-failed'),
  ]);
  isSarif(JSON.parse(JSON.stringify(made)));
  expect(isSarif.errors ?? []).toEqual([]);
  expect(isSarif({ ...made, version: '2.0.0' })).toBe(false);
});

it('says of every code what it means, and of every finding which code', () => {
  const { tool, results } = log([finding('a', TEXT, 'nmae', 'test-failed')]).runs[0]!;
  expect(tool.driver.rules.map(({ id }) => id)).toEqual(rules.map(({ id }) => id));
  expect(tool.driver.rules.filter(rule => rule.shortDescription.text.length < 20)).toEqual([]);
  expect(tool.driver.rules[results[0]!.ruleIndex!]!.id).toBe('test-failed');
});

it('counts lines and columns from 1, columns in UTF-16 code units, the end not included', () => {
  expect(log([]).runs[0]!.columnKind).toBe('utf16CodeUnits');
  const [{ physicalLocation }] = resultsOf([finding('a', TEXT, 'nmae')])[0]!.locations as [
    { physicalLocation: object },
  ];
  expect(physicalLocation).toMatchObject({
    region: { startLine: 3, startColumn: 21, endLine: 3, endColumn: 25 },
  });
});

it('names files as seen from the current folder, and others as a whole', () => {
  const outside = join(tmpdir(), 'b.policy.yaml');
  const uris = resultsOf(
    ['policies/a.policy.yaml', './a b#.policy.yaml', join(process.cwd(), 'c.yaml'), outside].map(
      file => finding(file, TEXT, 'nmae'),
    ),
  ).map(({ locations }) => locations[0]!.physicalLocation.artifactLocation);
  expect(uris).toEqual([
    { uri: 'policies/a.policy.yaml', uriBaseId: '%SRCROOT%' },
    { uri: 'a%20b%23.policy.yaml', uriBaseId: '%SRCROOT%' },
    { uri: 'c.yaml', uriBaseId: '%SRCROOT%' },
    { uri: pathToFileURL(outside).href },
  ]);
});

describe('a fingerprint', () => {
  it('stays when the line moves, and goes when it changes', () => {
    const before = fingerprintsOf([finding('a', TEXT, 'nmae')]);
    const moved = TEXT.replace('spec:\n', '# A line more.\nspec:\n').replaceAll('    -', '      -');
    expect(fingerprintsOf([finding('a', moved, 'nmae')])).toEqual(before);
    const changed = TEXT.replace('"😀"', '"🙁"');
    expect(fingerprintsOf([finding('a', changed, 'nmae')])).not.toEqual(before);
    expect(fingerprintsOf([finding('b', TEXT, 'nmae')])).not.toEqual(before);
  });

  it('tells equal lines apart', () => {
    const twice = '- when: nmae\n- when: nmae\n';
    const found = [finding('a', twice, 'nmae'), finding('a', twice, 'nmae')];
    expect(new Set(fingerprintsOf(found)).size).toBe(2);
  });
});

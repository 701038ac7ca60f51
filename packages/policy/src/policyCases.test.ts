import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { POLICY_CODES } from './codes';
import { findingsOf, readCases } from './testing/readCases';

const directory = join(__dirname, '../testdata');
const documents = readdirSync(directory).sort();

describe.each(documents)('%s', document => {
  const cases = readCases(readFileSync(join(directory, document), 'utf8'));

  it.each(cases)('$title', ({ input, expected }) => {
    expect(findingsOf(input)).toEqual(expected);
  });

  it('shows its code firing, and not firing', () => {
    const code = document.replace('.txt', '');
    const fires = cases.map(({ expected }) => expected.some(line => line.includes(` ${code} `)));
    expect(fires).toContain(true);
    expect(fires).toContain(false);
  });
});

it('has a document for every code', () => {
  // A text of half a megabyte is no document; hostileText.test.ts has it.
  const codes = Object.keys(POLICY_CODES).filter(code => code !== 'too-large');
  expect(documents).toEqual(codes.map(code => `${code}.txt`).sort());
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { POLICY_CODES } from '@countersign/policy';
import { ORGANISATION } from '../testing/organisation';
import { findingsOf, readCases } from '../testing/readCases';
import { APPROVAL_CODES } from './codes';

const folder = join(__dirname, '../../testdata');
const documents = readdirSync(folder).sort();

describe.each(documents)('%s', document => {
  const cases = readCases(readFileSync(join(folder, document), 'utf8'));

  it.each(cases)('$title', ({ input, expected }) => {
    expect(findingsOf(input, ORGANISATION)).toEqual(expected);
  });

  it('shows its code firing, and not firing', () => {
    const code = document.replace('.txt', '');
    const fires = cases.map(({ expected }) => expected.some(line => line.includes(` ${code} `)));
    expect(fires).toContain(true);
    expect(fires).toContain(false);
  });
});

it('has a document for every code', () => {
  expect(documents).toEqual(
    Object.keys(APPROVAL_CODES)
      .map(code => `${code}.txt`)
      .sort(),
  );
});

it('shares no code with what is wrong with a policy by itself', () => {
  expect(Object.keys(APPROVAL_CODES).filter(code => code in POLICY_CODES)).toEqual([]);
});

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  checkPolicyTest,
  coverageOf,
  parsePolicyTest,
  percentOf,
  POLICY_TEST_FILE_ENDING,
  runPolicyTest,
} from '@countersign/policy';
import { EXAMPLE_POLICIES_DIRECTORY, loadExamplePolicies } from './loadExamplePolicies';

const set = loadExamplePolicies();
const tests = readdirSync(EXAMPLE_POLICIES_DIRECTORY)
  .filter(file => file.endsWith(POLICY_TEST_FILE_ENDING))
  .sort()
  .map(file => {
    const text = readFileSync(path.join(EXAMPLE_POLICIES_DIRECTORY, file), 'utf8');
    return parsePolicyTest(text, file);
  });
const results = tests.flatMap(({ test }) => (test ? [runPolicyTest(set, test)] : []));

it('there is a test beside each policy', () => {
  const names = set.policies.map(({ uri }) => uri.replace('.policy.yaml', POLICY_TEST_FILE_ENDING));
  expect(tests.map(({ uri }) => uri)).toEqual(names.sort());
});

it.each(tests.map(test => [test.uri, test] as const))(
  '%s checks without a finding',
  (_, parsed) => {
    expect(parsed.diagnostics).toEqual([]);
    expect(checkPolicyTest(parsed.test!, set.policies)).toEqual([]);
  },
);

const cases = results.flatMap(({ test, cases: own }) =>
  own.map(one => [`${test.document.metadata.name}: ${one.name}`, one] as const),
);
it.each(cases)('%s', (_, { differences, faults, decided }) => {
  expect({ differences, faults }).toEqual({ differences: [], faults: [] });
  expect(decided!.decision.faults).toEqual([]);
});

it('every rule is reached, and every condition is seen true and seen false', () => {
  const { rules, outcomes } = coverageOf(results);
  expect([percentOf(rules), percentOf(outcomes)]).toEqual([100, 100]);
});

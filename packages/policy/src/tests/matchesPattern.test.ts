import { matchesPattern } from './matchesPattern';

it.each([
  ['payments.policy.yaml', 'payments.policy.yaml', true],
  ['./payments.policy.yaml', 'payments.policy.yaml', true],
  ['payments.policy.yaml', 'teams/payments.policy.yaml', false],
  ['../guardrail.policy.yaml', '../guardrail.policy.yaml', true],
  ['teams/../guardrail.policy.yaml', 'guardrail.policy.yaml', true],
  ['*.policy.yaml', 'payments.policy.yaml', true],
  ['*.policy.yaml', 'teams/payments.policy.yaml', false],
  ['*.policy.yaml', '../payments.policy.yaml', false],
  ['pay*ts.*.yaml', 'payments.policy.yaml', true],
  ['pay*.yml', 'payments.policy.yaml', false],
  ['**/*.policy.yaml', 'payments.policy.yaml', true],
  ['**/*.policy.yaml', 'a/b/payments.policy.yaml', true],
  ['**/*.policy.yaml', '../payments.policy.yaml', false],
  ['../**', '../a/payments.policy.yaml', true],
  ['a/**/b/*', 'a/x/b/y/b/payments.policy.yaml', true],
  ['teams', 'teams/payments.policy.yaml', true],
  ['teams/', 'teams/a/payments.policy.yaml', true],
  ['.', 'a/payments.policy.yaml', true],
  ['.', '../payments.policy.yaml', false],
  ['..', '../payments.policy.yaml', true],
  ['team', 'teams/payments.policy.yaml', false],
  ['/etc/payments.policy.yaml', 'etc/payments.policy.yaml', false],
])('%s and %s: %s', (pattern, path, matches) => {
  expect(matchesPattern(pattern, path)).toBe(matches);
});

it('is not slowed down by wild cards', () => {
  // Going back to each of them, as regular expressions do, would never end.
  expect(matchesPattern(`${'*a'.repeat(200)}b`, 'a'.repeat(400))).toBe(false);
  expect(matchesPattern(`${'**/a/'.repeat(100)}b`, 'a/'.repeat(200))).toBe(false);
});

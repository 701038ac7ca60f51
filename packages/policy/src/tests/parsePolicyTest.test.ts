import fc from 'fast-check';
import { parsePolicyTest } from './parsePolicyTest';

const TEXT = `apiVersion: countersign.dev/v1
kind: PolicyTest
metadata: { name: payments }
spec:
  at: 2026-11-23T10:00:00Z
  cases:
    - name: a restart
      given: { action: deployment.restart, impact: { blastRadius: 3 } }
      expect: { decision: allow, score: { min: 1 }, standing: [nightly] }
`;

it('reads a document, and knows where its cases stand', () => {
  const { test, cases, diagnostics } = parsePolicyTest(TEXT, 'a.policy.test.yaml');
  expect(diagnostics).toEqual([]);
  expect(test!.document.spec.policies).toEqual(['*.policy.yaml']);
  expect(
    cases.map(({ name, nameSpan }) => [name, TEXT.slice(nameSpan.start, nameSpan.end)]),
  ).toEqual([['a restart', 'a restart']]);
  const { start, end } = test!.place(['spec', 'cases', 0, 'expect', 'decision']);
  expect(TEXT.slice(start, end)).toBe('allow');
});

it('knows the cases whatever else is wrong', () => {
  const { test, cases } = parsePolicyTest(TEXT.replace('spec:', 'spec:\n  nonsense: 1'), 'a');
  expect(test).toBeUndefined();
  expect(cases).toHaveLength(1);
});

it('says so where the document is a policy', () => {
  const { diagnostics } = parsePolicyTest(TEXT.replace('PolicyTest', 'Policy'), 'a');
  expect(diagnostics.map(({ message }) => message)).toEqual(['"kind" must be "PolicyTest".']);
});

it('takes any text, and points inside it', () => {
  const broken = fc
    .array(fc.tuple(fc.nat(TEXT.length), fc.nat(12), fc.string({ maxLength: 8 })), { maxLength: 5 })
    .map(edits =>
      edits.reduce(
        (text, [at, length, piece]) => text.slice(0, at) + piece + text.slice(at + length),
        TEXT,
      ),
    );
  fc.assert(
    fc.property(fc.oneof(broken, fc.string({ unit: 'binary' })), text => {
      const { diagnostics, test } = parsePolicyTest(text, 'a');
      for (const { span } of diagnostics) {
        expect(span.start).toBeGreaterThanOrEqual(0);
        expect(span.end).toBeGreaterThanOrEqual(span.start);
        expect(span.end).toBeLessThanOrEqual(text.length);
      }
      expect(test !== undefined || diagnostics.length > 0).toBe(true);
    }),
    { numRuns: 300 },
  );
});

import { LineCounter } from '@countersign/diagnostics';
import { checkPolicySet } from '../check/checkPolicySet';
import type { PolicyDiagnostic } from '../codes';
import { parsePolicy, type ParsedPolicy } from '../parse/parsePolicy';
import { createPolicySet } from '../plan/PolicySet';
import { checkPolicyTest } from '../tests/checkPolicyTest';
import { parsePolicyTest } from '../tests/parsePolicyTest';
import { policiesOfTest, POLICY_TEST_FILE_ENDING } from '../tests/policiesOfTest';
import type { PolicyTest } from '../tests/PolicyTest';
import { runPolicyTest } from '../tests/runPolicyTest';

/** One case of a test document. */
export interface Case {
  readonly title: string;
  /** The policy or test; for several, each begins with a line `%% name`. */
  readonly input: string;
  /** One finding a line; none for a policy without fault. */
  readonly expected: readonly string[];
}

/**
 * Reads a test document: cases that begin with `=== title`, a policy, the line `--- expected`, and
 * the findings as {@link findingsOf} prints them.
 */
export function readCases(document: string): Case[] {
  return document
    .split(/^=== /m)
    .slice(1)
    .map(part => {
      const [head, expected = ''] = part.split(/^--- expected\n/m) as [string, string?];
      const lineEnd = head.indexOf('\n');
      return {
        title: head.slice(0, lineEnd),
        input: head.slice(lineEnd + 1),
        expected: expected.split('\n').filter(line => line !== ''),
      };
    });
}

/** The day of every test document. */
const NOW = new Date('2026-11-22T12:00:00Z');

/** Findings as `12:5 error unknown-member «decison» What is wrong.` */
export function findingsOf(input: string): string[] {
  const files = input.split(/^%% /m);
  if (files.length === 1) {
    const { diagnostics } = /^kind: PolicyTest$/m.test(input)
      ? parsePolicyTest(input, 'test.policy.test.yaml')
      : parsePolicy(input, 'test.policy.yaml', { now: NOW });
    return diagnostics.map(found => print(found, input));
  }
  const named = files.slice(1).map(file => {
    const lineEnd = file.indexOf('\n');
    return { uri: file.slice(0, lineEnd), text: file.slice(lineEnd + 1) };
  });
  const isTest = ({ uri }: { uri: string }) => uri.endsWith(POLICY_TEST_FILE_ENDING);
  const policies = named
    .filter(file => !isTest(file))
    .map(({ uri, text }) => parsePolicy(text, uri, { now: NOW }));
  const tests = named.filter(isTest).map(({ uri, text }) => parsePolicyTest(text, uri));
  return [
    ...[...policies, ...tests].flatMap(({ uri, text, diagnostics }) =>
      diagnostics.map(found => `${uri}:${print(found, text)}`),
    ),
    ...checkPolicySet(policies).map(
      ({ uri, diagnostic }) =>
        `${uri}:${print(diagnostic, policies.find(policy => policy.uri === uri)!.text)}`,
    ),
    ...tests.flatMap(({ uri, text, test }) =>
      test ? testFindings(test, policies).map(found => `${uri}:${print(found, text)}`) : [],
    ),
  ];
}

/** What is found in a test when it stands beside its policies, and when it runs. */
function testFindings(test: PolicyTest, parsed: readonly ParsedPolicy[]): PolicyDiagnostic[] {
  const { files, diagnostics } = policiesOfTest(
    test,
    parsed.map(({ uri }) => uri),
  );
  const policies = parsed.flatMap(({ uri, policy }) =>
    policy && files.includes(uri) ? [policy] : [],
  );
  return [
    ...diagnostics,
    ...checkPolicyTest(test, policies),
    ...(checkPolicySet(parsed.filter(({ uri }) => files.includes(uri))).length === 0
      ? runPolicyTest(createPolicySet(policies), test).cases.flatMap(({ faults }) => faults)
      : []),
  ];
}

function print({ span, severity, code, message }: PolicyDiagnostic, text: string): string {
  const { line, column } = new LineCounter(text).position(span.start);
  const marked = text.slice(span.start, span.end).replaceAll('\n', '⏎');
  return `${line + 1}:${column + 1} ${severity} ${code} «${marked}» ${message}`;
}

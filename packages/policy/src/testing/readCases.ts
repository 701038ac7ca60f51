import { LineCounter } from '@countersign/diagnostics';
import { checkPolicySet } from '../check/checkPolicySet';
import type { PolicyDiagnostic } from '../codes';
import { parsePolicy } from '../parse/parsePolicy';

/** One case of a test document. */
export interface Case {
  readonly title: string;
  /** The policy; for several, each begins with a line `%% name`. */
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

/** Findings as `12:5 error unknown-member «decison» What is wrong.` */
export function findingsOf(input: string): string[] {
  const files = input.split(/^%% /m);
  if (files.length === 1) {
    return parsePolicy(input, 'test.policy.yaml').diagnostics.map(found => print(found, input));
  }
  const policies = files.slice(1).map(file => {
    const lineEnd = file.indexOf('\n');
    return parsePolicy(file.slice(lineEnd + 1), file.slice(0, lineEnd));
  });
  return [
    ...policies.flatMap(({ uri, text, diagnostics }) =>
      diagnostics.map(found => `${uri}:${print(found, text)}`),
    ),
    ...checkPolicySet(policies).map(
      ({ uri, diagnostic }) =>
        `${uri}:${print(diagnostic, policies.find(policy => policy.uri === uri)!.text)}`,
    ),
  ];
}

function print({ span, severity, code, message }: PolicyDiagnostic, text: string): string {
  const { line, column } = new LineCounter(text).position(span.start);
  const marked = text.slice(span.start, span.end).replaceAll('\n', '⏎');
  return `${line + 1}:${column + 1} ${severity} ${code} «${marked}» ${message}`;
}

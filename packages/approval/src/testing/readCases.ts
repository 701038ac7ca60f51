import { LineCounter } from '@countersign/diagnostics';
import type { CatalogSnapshot } from '@countersign/model';
import { parsePolicy } from '@countersign/policy';
import { checkPolicyAgainstCatalog } from '../catalog/checkPolicyAgainstCatalog';

/** One case of a test document. */
export interface Case {
  readonly title: string;
  /** The policy; for several, each begins with a line `%% name`. */
  readonly input: string;
  /** One finding a line; none for policies that fit the catalog. */
  readonly expected: readonly string[];
}

/** Reads cases: each `=== title`, policies, the line `--- expected`, and the findings as printed. */
export function readCases(document: string): Case[] {
  const cases = document.matchAll(/^=== (.*)\n([^]*?)^--- expected\n([^]*?)(?=^=== |$(?![^]))/gm);
  return [...cases].map(([, title, input, expected]) => ({
    title: title!,
    input: input!,
    expected: expected!.split('\n').filter(Boolean),
  }));
}

/**
 * What is wrong with policies beside a catalog, as `12:5 error unknown-group «group:x» What is
 * wrong.`, with the file's name before it where there are several.
 *
 * @throws Error when a policy has errors of its own: the case would show nothing
 */
export function findingsOf(input: string, catalog: CatalogSnapshot): string[] {
  const files = input.startsWith('%% ') ? input.split(/^%% /m).slice(1) : [`policy\n${input}`];
  const policies = files.map(file => {
    const end = file.indexOf('\n');
    return parsePolicy(file.slice(end + 1), file.slice(0, end));
  });
  for (const { uri, policy, diagnostics } of policies) {
    if (!policy) {
      throw new Error(`${uri}: ${diagnostics.map(({ message }) => message).join('\n')}`);
    }
  }
  return checkPolicyAgainstCatalog(policies, catalog).map(({ uri, diagnostic }) => {
    const { text } = policies.find(policy => policy.uri === uri)!;
    const { severity, code, span, message } = diagnostic;
    const { line, column } = new LineCounter(text).position(span.start);
    const marked = text.slice(span.start, span.end);
    const place = policies.length > 1 ? `${uri}:${line + 1}` : `${line + 1}`;
    return `${place}:${column + 1} ${severity} ${code} «${marked}» ${message}`;
  });
}

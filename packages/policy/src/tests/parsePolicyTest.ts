import { compareDiagnostics, hasErrors } from '@countersign/diagnostics';
import { policyTestDocumentSchema } from '@countersign/model';
import type { PolicyDiagnostic } from '../codes';
import { PolicyText } from '../parse/PolicyText';
import { readYaml, YAML_LIMITS } from '../parse/readYaml';
import { schemaFindings } from '../parse/schemaFindings';
import { checkCases } from './checkCases';
import type { PolicyTest, TestCaseOutline } from './PolicyTest';

/** A test document's text with everything that could be made of it. */
export interface ParsedPolicyTest {
  readonly uri: string;
  readonly text: string;
  /** Ready to run; absent when there is any error. */
  readonly test?: PolicyTest;
  /** In the order of the text; at most 100. */
  readonly diagnostics: readonly PolicyDiagnostic[];
  /** Places of the cases, as far as they can be made out whatever is wrong elsewhere. */
  readonly cases: readonly TestCaseOutline[];
}

/**
 * Reads and checks one `*.policy.test.yaml`. All its faults are reported at once, each with its span;
 * whatever the text, nothing throws. What needs the policies beside it is in `checkPolicyTest`.
 */
export function parsePolicyTest(text: string, uri: string): ParsedPolicyTest {
  const { root, diagnostics } = readYaml(text, 'policy test');
  if (!root) {
    return { uri, text, diagnostics, cases: [] };
  }
  const source = new PolicyText(text, root);
  const cases = outlineOf(source);
  if (diagnostics.some(({ code }) => code === 'yaml-syntax')) {
    // Where the text is not YAML its shape means nothing; what else was found would only mislead.
    return { uri, text, diagnostics: diagnostics.sort(compareDiagnostics), cases };
  }
  const parsed = policyTestDocumentSchema.safeParse(source.value);
  const aliases = diagnostics.filter(({ code }) => code === 'alias').map(({ span }) => span.start);
  const found = [
    ...diagnostics,
    ...(parsed.success
      ? []
      : schemaFindings(parsed.error.issues, source, {
          schema: policyTestDocumentSchema,
          noun: 'a policy test',
        })),
    ...checkCases(source),
  ]
    .filter(({ code, span }) => code === 'alias' || !aliases.includes(span.start))
    .slice(0, YAML_LIMITS.diagnostics)
    .sort(compareDiagnostics);
  const result = { uri, text, diagnostics: found, cases };
  if (!parsed.success || hasErrors(found)) {
    return result;
  }
  return {
    ...result,
    test: { uri, document: parsed.data, cases, place: path => source.span(path) },
  };
}

function outlineOf(text: PolicyText): TestCaseOutline[] {
  return Array.from({ length: text.count(['spec', 'cases']) }, (_, index) => {
    const path = ['spec', 'cases', index];
    return {
      name: text.string([...path, 'name']) ?? '',
      nameSpan: text.span([...path, 'name']),
      span: text.span(path),
    };
  });
}

import { LineCounter } from '@countersign/diagnostics';
import type { CaseResult } from '@countersign/policy';
import { caseOf } from '../reports/junitOfFindings';
import type { JUnitCase, JUnitSuite } from '../reports/junitXml';
import { describeFailure, nameOf } from './describeTest';
import type { TestRun } from './TestRun';

/** One suite a document and one case a case; what kept a document from running is a case that failed. */
export function junitOfTests(runs: readonly TestRun[]): JUnitSuite[] {
  return runs.map(({ loaded, result }) => {
    const { file, text, findings, policyErrors } = loaded;
    if (!result) {
      const errors = findings.filter(({ diagnostic }) => diagnostic.severity === 'error');
      return { name: file, file, cases: [...errors, ...policyErrors].map(caseOf) };
    }
    const counter = new LineCounter(text);
    const cases = result.cases.map(one => junitCase(one, file, text, counter));
    return { name: result.test.document.metadata.name, file, cases };
  });
}

function junitCase(
  result: CaseResult,
  file: string,
  text: string,
  counter: LineCounter,
): JUnitCase {
  const { name, passed, differences, faults } = result;
  if (passed) {
    return { name };
  }
  const message = [
    ...faults.map(fault => fault.message),
    ...differences.map(
      ({ path, expected, actual }) => `${nameOf(path)}: expected ${expected}, but was ${actual}`,
    ),
  ].join('; ');
  const detail = describeFailure(result, file, text, counter, (_, plain) => plain).join('\n');
  return { name, failure: { type: faults[0]?.code ?? 'test-failed', message, detail } };
}

import { formatFinding, type PolicyFinding } from '../policies/findingsOf';
import type { JUnitCase, JUnitSuite } from './junitXml';

/** One suite a file: a case for each error, or a single one that passed. Warnings fail nothing. */
export function junitOfFindings(
  files: readonly string[],
  findings: readonly PolicyFinding[],
): JUnitSuite[] {
  return files.map(file => {
    const errors = findings.filter(
      finding => finding.file === file && finding.diagnostic.severity === 'error',
    );
    const cases = errors.length > 0 ? errors.map(caseOf) : [{ name: 'checks' }];
    return { name: file, file, cases };
  });
}

/** A finding as a case that failed. */
export function caseOf(finding: PolicyFinding): JUnitCase {
  const { code, message } = finding.diagnostic;
  const detail = formatFinding(finding);
  const place = /:\d+:\d+(?=: )/.exec(detail)?.[0].slice(1) ?? '';
  return { name: `${code} at ${place}`, failure: { type: code, message, detail } };
}

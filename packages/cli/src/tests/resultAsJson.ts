import { LineCounter, type Span } from '@countersign/diagnostics';
import { findingAsJson } from '../policies/findingsOf';
import type { TestRun } from './TestRun';

/** How a test document ended, for programs: places count from 1. */
export function resultAsJson({ loaded, result }: TestRun) {
  const { file, text, policies } = loaded;
  const counter = new LineCounter(text);
  const place = (span: Span) => {
    const { line, column } = counter.position(span.start);
    return { line: line + 1, column: column + 1 };
  };
  return {
    file,
    policies: policies.map(({ uri }) => uri),
    ran: result !== undefined,
    ...(result && {
      name: result.test.document.metadata.name,
      passed: result.passed,
      failed: result.failed,
      cases: result.cases.map(({ name, span, passed, differences, faults, decided }) => ({
        name,
        ...place(span),
        passed,
        differences: differences.map(({ path, expected, actual, span: at }) => ({
          path,
          expected,
          actual,
          ...place(at),
        })),
        faults: faults.map(diagnostic => findingAsJson({ file, text, diagnostic })),
        ...(decided && { decision: decided.decision, explanation: decided.explanation.summary }),
      })),
    }),
  };
}

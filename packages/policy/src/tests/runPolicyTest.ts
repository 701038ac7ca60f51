import type { Span } from '@countersign/diagnostics';
import type {
  Decision,
  DecisionInput,
  Explanation,
  Recording,
  RecordingRef,
} from '@countersign/model';
import { finding, type PolicyDiagnostic } from '../codes';
import { decideWithTrace } from '../evaluate/decideWithTrace';
import { explain } from '../explain/explain';
import type { PolicySet } from '../plan/PolicySet';
import { compareDecision, type Mismatch } from './compareDecision';
import { inputOfCase } from './inputOfCase';
import type { PolicyTest } from './PolicyTest';

/** A {@link Mismatch} with its place in the test's text. */
export interface Difference extends Mismatch {
  readonly span: Span;
}

/** How one case ended. */
export interface CaseResult {
  readonly name: string;
  /** The place of the case's name. */
  readonly span: Span;
  /** Whether it was decided and nothing differs. */
  readonly passed: boolean;
  readonly differences: readonly Difference[];
  /** What kept it from being decided at all. */
  readonly faults: readonly PolicyDiagnostic[];
  /** What was decided, and how; absent when it could not be. */
  readonly decided?: DecidedCase;
}

/** A case's question and its answer. */
export interface DecidedCase {
  readonly input: DecisionInput;
  readonly decision: Decision;
  readonly explanation: Explanation;
  readonly trace: ReturnType<typeof decideWithTrace>['trace'];
}

/** How a test document ended. */
export interface PolicyTestResult {
  readonly test: PolicyTest;
  readonly set: PolicySet;
  readonly cases: readonly CaseResult[];
  readonly passed: number;
  readonly failed: number;
}

/** Finds a recording; `undefined` when there is no such set or recording. */
export type FindRecording = (ref: RecordingRef) => Recording | undefined;

/**
 * Decides every case of a test and compares what it states. Pure, and each case by itself: their order
 * does not matter.
 *
 * @param set - The policies that the test loads, put together.
 * @param findRecording - For cases that take a past action; without it none is found.
 */
export function runPolicyTest(
  set: PolicySet,
  test: PolicyTest,
  findRecording: FindRecording = () => undefined,
): PolicyTestResult {
  const cases = test.document.spec.cases.map((_, index) =>
    runCase(set, test, index, findRecording),
  );
  const passed = cases.filter(one => one.passed).length;
  return { test, set, cases, passed, failed: cases.length - passed };
}

function runCase(
  set: PolicySet,
  test: PolicyTest,
  index: number,
  findRecording: FindRecording,
): CaseResult {
  const { spec } = test.document;
  const { recording: ref, expect, ...own } = spec.cases[index]!;
  const { name, nameSpan: span } = test.cases[index]!;
  const path = ['spec', 'cases', index];
  const recording = ref && findRecording(ref);
  if (ref && !recording) {
    const fault = finding(
      'test-unknown-recording',
      test.place([...path, 'recording']),
      `There is no recording "${ref.id}" in a set "${ref.set}". Import the set, or take another recording.`,
    );
    return { name, span, passed: false, differences: [], faults: [fault] };
  }
  const input = inputOfCase(set, own, spec, recording);
  const { decision, trace } = decideWithTrace(set, input);
  const differences = compareDecision(expect, decision).map(mismatch => ({
    ...mismatch,
    span: test.place([...path, 'expect', ...mismatch.path]),
  }));
  return {
    name,
    span,
    passed: differences.length === 0,
    differences,
    faults: [],
    decided: { input, decision, explanation: explain(decision, input, trace), trace },
  };
}

/** The recordings that a test's cases take, each once: what has to be at hand before it runs. */
export function recordingsOf(test: PolicyTest): RecordingRef[] {
  const refs = test.document.spec.cases.flatMap(({ recording }) => recording ?? []);
  return [...new Map(refs.map(ref => [JSON.stringify([ref.set, ref.id]), ref])).values()];
}

import type { PolicyTestResult } from '@countersign/policy';
import type { LoadedTest } from './loadTests';

/** A test document, and how it ended if it could run. */
export interface TestRun {
  readonly loaded: LoadedTest;
  readonly result?: PolicyTestResult;
}

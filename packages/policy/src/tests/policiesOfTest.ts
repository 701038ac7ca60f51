import { finding, type PolicyDiagnostic } from '../codes';
import { matchesPattern } from './matchesPattern';
import type { PolicyTest } from './PolicyTest';

/** The ending of a test document's file name. */
export const POLICY_TEST_FILE_ENDING = '.policy.test.yaml';

/** The ending of a policy's file name. */
export const POLICY_FILE_ENDING = '.policy.yaml';

/** The policies that a test loads. */
export interface PoliciesOfTest {
  /** Those of the given files that it names, in their order. */
  readonly files: readonly string[];
  /** Entries that no file matches. */
  readonly diagnostics: readonly PolicyDiagnostic[];
}

/**
 * Chooses a test's policies among the files that there are.
 *
 * @param files - Relative to the test's folder, with `/` between names, such as `../guardrail.policy.yaml`.
 */
export function policiesOfTest(test: PolicyTest, files: readonly string[]): PoliciesOfTest {
  const { policies } = test.document.spec;
  const diagnostics = policies.flatMap((pattern, index) =>
    files.some(file => matchesPattern(pattern, file))
      ? []
      : [
          finding(
            'test-no-policy',
            test.place(['spec', 'policies', index]),
            `No policy's file matches "${pattern}". Entries are files, folders or patterns, relative to this file, and policies end in ${POLICY_FILE_ENDING}.`,
          ),
        ],
  );
  return {
    files: files.filter(file => policies.some(pattern => matchesPattern(pattern, file))),
    diagnostics,
  };
}

import {
  APPROVAL_CODE_DESCRIPTIONS,
  APPROVAL_CODES,
  type ApprovalCode,
} from '@countersign/approval';
import { CODE_DESCRIPTIONS, POLICY_CODES, type PolicyCode } from '@countersign/policy';
import type { SarifRule } from './sarifLog';

/** Every code of policies and their tests. */
export const POLICY_RULES: readonly SarifRule[] = (Object.keys(POLICY_CODES) as PolicyCode[]).map(
  id => ({ id, severity: POLICY_CODES[id], description: CODE_DESCRIPTIONS[id] }),
);

/** The same, and every code of policies beside a catalog. */
export const CHECK_RULES: readonly SarifRule[] = [
  ...POLICY_RULES,
  ...(Object.keys(APPROVAL_CODES) as ApprovalCode[]).map(id => ({
    id,
    severity: APPROVAL_CODES[id],
    description: APPROVAL_CODE_DESCRIPTIONS[id],
  })),
];

/** The code of a case that ended otherwise than it expects. */
export const TEST_FAILED: SarifRule = {
  id: 'test-failed',
  severity: 'error',
  description:
    'The policies decide a case otherwise than its test expects. Mend the policy, or the expectation.',
};

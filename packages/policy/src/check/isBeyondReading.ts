import type { PolicyDiagnostic } from '../codes';
import { YAML_LIMITS } from '../parse/readYaml';

/**
 * Whether so much is wrong that nobody reads more of it, and checks may stop. Only errors count: without
 * one the text becomes a policy, and then each of its conditions must have been checked.
 */
export function isBeyondReading(diagnostics: readonly PolicyDiagnostic[]): boolean {
  let errors = 0;
  for (const { severity } of diagnostics) {
    if (severity === 'error' && ++errors >= YAML_LIMITS.diagnostics) {
      return true;
    }
  }
  return false;
}

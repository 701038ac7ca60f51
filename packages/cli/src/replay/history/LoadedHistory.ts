import type { ParsedPolicy } from '@countersign/policy';
import type { PolicyHistory } from '@countersign/replay';

/** Policies as they were in force, with the texts that they were made of. */
export interface LoadedHistory {
  readonly history: PolicyHistory;
  readonly parsed: readonly ParsedPolicy[];
}

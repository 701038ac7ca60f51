import type { DiagnosticData } from '@countersign/diagnostics';
import type { PolicyDocument } from '@countersign/model';
import type { Path } from '@countersign/policy';
import type { ApprovalCode } from './codes';
import type { SnapshotIndex } from './SnapshotIndex';

/** What one check of one policy works on. */
export interface CatalogCheck {
  readonly document: PolicyDocument;
  readonly index: SnapshotIndex;
  /** The groups and users of each role that a guardrail among the checked policies defines. */
  readonly roles: ReadonlyMap<string, readonly string[]>;
  /** Reports something about the value at a path. */
  report(code: ApprovalCode, path: Path, message: string, data?: DiagnosticData): void;
}

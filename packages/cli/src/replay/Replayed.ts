import type { CatalogSnapshot } from '@countersign/model';
import type { ParsedPolicy } from '@countersign/policy';
import type { RecordingSet, ReplayDecisions, ReplayReport } from '@countersign/replay';

/** A replay that is done, with what is needed to say more of it. */
export interface Replayed {
  readonly report: ReplayReport;
  readonly set: RecordingSet;
  readonly decisions: ReplayDecisions;
  readonly catalog?: CatalogSnapshot;
  /** Every policy that took part, to show its lines. */
  readonly parsed: readonly ParsedPolicy[];
}

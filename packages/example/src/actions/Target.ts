/** Something an agent of the example may act on. */
export interface Target {
  ref: string;
  name: string;
  /** `service`, `website`, `database`, `cache` … as the catalog has it. */
  type: string;
  tier?: number;
  tags: readonly string[];
}

import type { ReplaySummary } from '@countersign/language-service';

/** What is known of the policy set of the document that one looks at. */
export interface ImpactState {
  /** The files of the set, as URIs. */
  readonly uris: ReadonlySet<string>;
  /** The numbers of the last replay that came to an end. */
  readonly summary?: ReplaySummary;
  /** Whether the numbers are those of the texts as they are on the screen. */
  readonly fresh: boolean;
  /** Present while a replay is under way; 0 to 1. */
  readonly progress?: number;
  /** Why the texts on the screen cannot be replayed. */
  readonly reason?: string;
  /** Why there is nothing to compare an edit with. */
  readonly baseFault?: string;
}

/** Nothing is known yet. */
export const NO_IMPACT: ImpactState = { uris: new Set(), fresh: false };

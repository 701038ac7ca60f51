import type { PolicySetFinding } from '@countersign/policy';
import type { PolicyDocumentView } from '../document/PolicyDocumentView';
import type { ReplaySummary } from '../marks/ReplaySummary';
import type { CatalogNames } from './CatalogNames';
import type { SampleValues } from './SampleValues';

/** What a caller knows beside the text; it gives what it has, and each part adds to the answers. */
export interface LanguageContext {
  /** The policies that decide together, this one among them or not. */
  readonly policies?: readonly PolicyDocumentView[];
  /** What checks over several policies have found, in whichever of them. */
  readonly findings?: readonly PolicySetFinding[];
  /** Texts of tests beside the policies, by their address. */
  readonly tests?: readonly { readonly uri: string; readonly text: string }[];
  /** Groups, users, systems and services of the catalog. */
  readonly catalog?: CatalogNames;
  /** Values that loaded recordings hold. */
  readonly samples?: SampleValues;
  /** What a replay found; `stale` while the text is newer than its numbers. */
  readonly replay?: { readonly summary: ReplaySummary; readonly state: 'fresh' | 'stale' };
  /** The moment, in milliseconds since 1970: for the next opening of a window, for days to propose. */
  readonly now?: number;
}

/** The other policies of the set: the version in the context of the same address is older. */
export function otherPolicies(
  view: PolicyDocumentView,
  context: LanguageContext,
): readonly PolicyDocumentView[] {
  return (context.policies ?? []).filter(({ uri }) => uri !== view.uri);
}

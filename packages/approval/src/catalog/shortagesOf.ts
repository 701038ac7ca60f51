import type { ApproverCount, Approvers } from '@countersign/model';
import { shortLeaves } from '../fulfillment';
import { countsOf } from '../partsOf';
import type { Asked } from './askedPeople';
import type { Exclusion, Headcount, Headcounts, Owner } from './Headcounts';

/** What one selection has with one owner of the target. */
export interface OwnerShortage {
  /** `undefined` where the selection does not depend on who owns the target. */
  readonly owner: string | undefined;
  readonly headcount: Headcount;
}

/** What is the matter with one selection of some approvers. */
export interface LeafShortages {
  readonly count: ApproverCount;
  /** How many different owners were looked at. */
  readonly owners: number;
  /** Too few people, whoever asks. */
  readonly tooFew: OwnerShortage[];
  /** Too few are left for one agent or executor, by its name; enough for others. */
  readonly separated: (OwnerShortage & { readonly party: string })[];
  /** Just enough, so that one person who does not count is one too many. */
  readonly tight: OwnerShortage[];
  /** Whether nobody could be asked about what has no owner. */
  needsOwner: boolean;
}

/**
 * Which selections of some approvers cannot be met, one entry for each in the policy's order: by the
 * people there are, by those who are left for each known agent and executor, and after any one person
 * is taken out. Where people can be asked later in their place, the last two are no shortage.
 *
 * What a snapshot cannot tell (who is on call, what an action would hit, a role that no guardrail at
 * hand defines) counts as met.
 *
 * Costs a few look-ups for each owner with each registered agent and executor.
 */
export function shortagesOf(asked: Asked, headcounts: Headcounts): LeafShortages[] {
  const { covered } = headcounts;
  const counts = countsOf(asked.approvers);
  const usesOwner = [asked.approvers, ...asked.later].some(each =>
    countsOf(each).some(({ from }) => from === 'owners(resource)'),
  );
  const owners: readonly (string | undefined)[] =
    usesOwner && covered.owners.length > 0 ? covered.owners : [undefined];
  const shortages = new Map(
    counts.map((count): [ApproverCount, LeafShortages] => [
      count,
      { count, owners: owners.length, tooFew: [], separated: [], tight: [], needsOwner: false },
    ]),
  );

  const short = (approvers: Approvers, owner: Owner, exclusion?: Exclusion) =>
    shortLeaves<ApproverCount>(approvers, selector =>
      headcounts.isShort(selector, owner, exclusion),
    );
  for (const owner of owners) {
    const isRelieved = (exclusion: Exclusion) =>
      asked.later.some(each => short(each, owner, exclusion).length === 0);
    const shortWithout = (exclusion: Exclusion) => {
      const found = short(asked.approvers, owner, exclusion);
      return found.length > 0 && isRelieved(exclusion) ? [] : found;
    };
    const entry = (selector: ApproverCount, exclusion?: Exclusion) => ({
      owner,
      headcount: headcounts.of(selector, owner, exclusion)!,
    });

    const today = short(asked.approvers, owner);
    today.forEach(selector => shortages.get(selector)!.tooFew.push(entry(selector)));
    if (today.length > 0) {
      continue;
    }
    for (const exclusion of headcounts.exclusions(asked.separation)) {
      for (const selector of shortWithout(exclusion)) {
        const { party } = exclusion;
        shortages.get(selector)!.separated.push({ ...entry(selector, exclusion), party });
      }
    }
    for (const selector of counts) {
      // Who names one user has said that it is one.
      const isTight =
        !selector.from.startsWith('user:') &&
        headcounts.of(selector, owner)?.people === selector.count &&
        [...headcounts.peopleOf(selector, owner)].some(person =>
          shortWithout({ party: person, people: new Set([person]) }).includes(selector),
        );
      if (isTight) {
        shortages.get(selector)!.tight.push(entry(selector));
      }
    }
  }

  if (usesOwner && covered.unowned.length > 0) {
    for (const selector of short(asked.approvers, null)) {
      shortages.get(selector)!.needsOwner = selector.from === 'owners(resource)';
    }
  }
  return [...shortages.values()];
}

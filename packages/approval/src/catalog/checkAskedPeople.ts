import { canonicalJson, type JsonValue } from '@countersign/model';
import type { Path } from '@countersign/policy';
import { people } from '../fulfillment';
import { countsOf } from '../partsOf';
import { askedPeople, selectorPaths, type Asked } from './askedPeople';
import type { CatalogCheck } from './CatalogCheck';
import { checkPeopleBehind } from './checkReference';
import { coveredEntities, type Covered } from './coveredEntities';
import { Headcounts, type Headcount } from './Headcounts';
import { shortagesOf, type LeafShortages, type OwnerShortage } from './shortagesOf';

/** Whether everybody whom a policy asks is there, and enough of them. */
export function checkAskedPeople(check: CatalogCheck): void {
  const { document, index, roles } = check;
  const covered = coveredEntities(document, index);
  const headcounts = new Headcounts({ index, roles, covered });
  const known = new Map<string, LeafShortages[]>();
  const unowned: Path[] = [];
  const blastRadius: Path[] = [];

  for (const asked of askedPeople(document)) {
    const paths = selectorPaths(asked.approvers, asked.path);
    countsOf(asked.approvers).forEach(({ from }, position) => {
      if (/^(group|user):/.test(from)) {
        checkPeopleBehind(check, from, paths[position]!);
      } else if (from === 'owners(blastRadius)') {
        blastRadius.push(paths[position]!);
      }
    });
    // Most rules of a policy ask the same people.
    const { approvers, separation, later } = asked;
    const key = canonicalJson([approvers, separation, later] as unknown as JsonValue);
    const shortages = known.get(key) ?? shortagesOf(asked, headcounts);
    known.set(key, shortages);
    shortages.forEach((shortage, position) => {
      reportShortage(check, asked, shortage, paths[position]!);
      if (shortage.needsOwner) {
        unowned.push(paths[position]!);
      }
    });
  }
  // What the catalog lacks is said once, not at every rule that would need it.
  reportUnowned(check, covered, unowned[0]);
  reportUnownedDependents(check, covered, blastRadius[0]);
}

function reportShortage(
  check: CatalogCheck,
  asked: Asked,
  { count: { from, count }, owners, tooFew, separated, tight }: LeafShortages,
  path: Path,
): void {
  const isOwners = from === 'owners(resource)';
  const need = `${people(count)} must approve out of ${nameOf(check, from)}`;
  if (isOwners && tooFew.length > 0) {
    const list = listed(tooFew.map(({ owner, headcount }) => ownerWithPeople(owner!, headcount)));
    if (tooFew.length === owners) {
      check.report(
        'too-few-people',
        path,
        `${need}, and no owner of what this policy covers has as many: ${list}. Nobody could fulfil this. Add members, ask fewer, or ask somebody else.`,
      );
    } else {
      check.report(
        'too-few-owners',
        path,
        `${need}, and ${tooFew.length} of the ${owners} owners of what this policy covers ${tooFew.length === 1 ? 'has' : 'have'} fewer: ${list}. Nobody could fulfil this for what they own. Add members, or ask somebody else as well.`,
      );
    }
  } else if (tooFew.length === owners) {
    const { headcount } = tooFew[0]!;
    // Where nobody is there at all, that was said where the group stands.
    if (headcount.people > 0) {
      check.report(
        'too-few-people',
        path,
        `${need}, and it has ${people(headcount.people)}. Nobody could fulfil this. Add members, ask fewer, or ask somebody else.`,
      );
    }
  }
  if (separated.length > 0) {
    const { party, owner, headcount } = separated[0]!;
    const others = new Set(separated.map(each => each.party)).size - 1;
    const whose = isOwners ? `of ${owner} ` : '';
    const left = headcount.people - headcount.excluded;
    check.report(
      'separated-out',
      path,
      `${need}, and ${whose}${counting(left, headcount.people)} for ${party}: those who registered or own it do not.${others > 0 ? ` So it is for ${others} more.` : ''} Ask somebody else as well, or escalate to somebody.`,
    );
  } else if (tight.length > 0) {
    const writes = asked.separation.includes('policy_author') ? ', wrote this policy' : '';
    check.report(
      'no-spare-person',
      path,
      `${need}, and ${exactly(tight, isOwners, count)}. Whoever registered the agent${writes} or is acted for does not count; where that is one of them, nobody can fulfil this. Add members, ask somebody else as well, or escalate to somebody.`,
    );
  }
}

function exactly(tight: readonly OwnerShortage[], isOwners: boolean, count: number): string {
  return isOwners
    ? `${listed(tight.map(({ owner }) => owner!))} ${tight.length === 1 ? 'has' : 'have'} exactly ${count}`
    : `it has exactly ${count}`;
}

function counting(count: number, of: number): string {
  if (count === 0) {
    return `nobody of ${of} counts`;
  }
  return `only ${count} of ${of} ${count === 1 ? 'counts' : 'count'}`;
}

function nameOf({ roles }: CatalogCheck, from: string): string {
  if (from === 'owners(resource)') {
    return 'the owners of the target';
  }
  return from.startsWith('role:') ? `${from} (${roles.get(from.slice(5))?.join(', ')})` : from;
}

function ownerWithPeople(owner: string, { missing, people: count }: Headcount): string {
  return `${owner} (${missing ? 'not in the catalog' : people(count)})`;
}

function reportUnowned(check: CatalogCheck, { unowned }: Covered, path: Path | undefined): void {
  if (path) {
    check.report(
      'unowned-target',
      path,
      `Of what this policy covers, ${unowned.length} ${unowned.length === 1 ? 'has' : 'have'} no owner in the catalog: ${listed(unowned)}. Nobody could be asked about that here. Give it an owner.`,
    );
  }
}

function reportUnownedDependents(
  check: CatalogCheck,
  { refs }: Covered,
  path: Path | undefined,
): void {
  if (!path) {
    return;
  }
  const unowned = [...check.index.dependentsOf(refs)]
    .filter(ref => check.index.entities.get(ref)?.owner === undefined)
    .sort();
  if (unowned.length > 0) {
    check.report(
      'unowned-dependents',
      path,
      `Of what depends on what this policy covers, ${unowned.length} ${unowned.length === 1 ? 'has' : 'have'} no owner in the catalog: ${listed(unowned)}. When that would be hit, nobody can be asked for it. Give it an owner.`,
    );
  }
}

/** The first three, and how many more there are. */
function listed(names: readonly string[]): string {
  const more = names.length - 3;
  return more > 0 ? `${names.slice(0, 3).join(', ')} and ${more} more` : names.join(', ');
}

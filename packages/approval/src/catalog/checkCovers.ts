import type { Coverage } from '@countersign/model';
import type { Path } from '@countersign/policy';
import type { CatalogCheck } from './CatalogCheck';
import { checkReference, nearestRef } from './checkReference';

/** A scope policy covers only what its owner owns, and only what is there. */
export function checkCovers(check: CatalogCheck, isOwnerKnown: boolean): void {
  const { spec, metadata } = check.document;
  if (spec.layer !== 'scope') {
    return;
  }
  spec.covers.forEach((entry, position) => {
    const [[member, ref]] = Object.entries(entry) as [[keyof Coverage, string]];
    const path = ['spec', 'covers', position, member];
    const holder = member === 'owner' ? ownerAt(check, ref, path) : entityAt(check, ref, path);
    if (!holder || !isOwnerKnown) {
      return;
    }
    if (holder.owner === undefined) {
      check.report(
        'covers-foreign',
        path,
        `The catalog names no owner of ${ref}, so it is not known to be ${metadata.owner}'s to decide about. Give it an owner in the catalog.`,
      );
    } else if (!check.index.isWithin(holder.owner, metadata.owner)) {
      check.report(
        'covers-foreign',
        path,
        member === 'owner'
          ? `${metadata.owner} owns this policy, and ${ref} is neither that nor below it. A policy covers only what its owner owns: let ${ref} own a policy of its own, or mend the groups in the catalog.`
          : `${metadata.owner} owns this policy, and ${ref} belongs to ${holder.owner}. A policy covers only what its owner owns: leave it to ${holder.owner}, or mend the owner in the catalog.`,
      );
    }
  });
}

function ownerAt(check: CatalogCheck, ref: string, path: Path): { owner?: string } | undefined {
  return checkReference(check, ref, path) ? { owner: ref } : undefined;
}

function entityAt(check: CatalogCheck, ref: string, path: Path): { owner?: string } | undefined {
  const { entities } = check.index;
  const entity = entities.get(ref);
  if (!entity) {
    const kind = ref.slice(0, ref.indexOf(':') + 1);
    const suggestion = nearestRef(
      ref,
      [...entities.keys()].filter(each => each.startsWith(kind)),
    );
    check.report(
      'unknown-entity',
      path,
      `The catalog has no ${ref}, so the policy covers nothing by this. ${
        suggestion
          ? `Did you mean ${suggestion}?`
          : 'It may have been renamed or removed; name one that is there.'
      }`,
      suggestion === undefined ? undefined : { suggestion },
    );
  }
  return entity;
}

import type { PolicyDocument, TopologyEntity } from '@countersign/model';
import type { SnapshotIndex } from './SnapshotIndex';

/** What a policy covers in a snapshot, and who would be asked as its owner. */
export interface Covered {
  readonly refs: readonly string[];
  /** Owners of what is covered and, of a scope policy, those it covers by name; sorted. */
  readonly owners: readonly string[];
  /** What is covered and has no owner. */
  readonly unowned: readonly string[];
}

/** Of a scope policy what it covers, of a guardrail everything. */
export function coveredEntities({ spec }: PolicyDocument, index: SnapshotIndex): Covered {
  const all = [...index.entities.values()];
  const covered = spec.layer === 'scope' ? all.filter(isCoveredBy(spec.covers, index)) : all;
  const named =
    spec.layer === 'scope'
      ? spec.covers.flatMap(each =>
          'owner' in each && index.peopleOf(each.owner).exists ? [each.owner] : [],
        )
      : [];
  const owners = covered.flatMap(({ owner }) => (owner === undefined ? [] : [owner]));
  return {
    refs: covered.map(({ ref }) => ref),
    owners: [...new Set([...owners, ...named])].sort(),
    unowned: covered.filter(({ owner }) => owner === undefined).map(({ ref }) => ref),
  };
}

type Covers = Extract<PolicyDocument['spec'], { layer: 'scope' }>['covers'];

function isCoveredBy(covers: Covers, index: SnapshotIndex) {
  return ({ ref, owner, system }: TopologyEntity): boolean =>
    covers.some(entry => {
      if ('owner' in entry) {
        // As in a decision: what a user owns is not covered through the user's groups.
        return owner === entry.owner || (!!owner && index.isGroupBelow(owner, entry.owner));
      }
      return 'system' in entry ? system === entry.system : ref === entry.component;
    });
}

import type { Approvers, DecisionInput, Requirement } from '@countersign/model';
import type { Person } from '../organisation/Person';
import type { Random } from '../random/Random';

/** Who could be asked, by pseudonym, and whom a requirement asks. */
export interface Reviewers {
  /** The people that one way of meeting the requirement takes, each once. */
  choose(requirement: Requirement, input: DecisionInput, random: Random): string[];
}

/**
 * Recordings name people by pseudonyms, as the ledger does: `person-01` to `person-29`, in an order
 * that the seed shuffles.
 */
export function createReviewers(
  people: readonly Person[],
  parents: ReadonlyMap<string, string>,
  random: Random,
): Reviewers {
  const pseudonyms = new Map(
    random
      .shuffled(people)
      .map((person, at) => [person.ref, `person-${String(at + 1).padStart(2, '0')}`]),
  );
  const members = membersOf(people, parents);
  const poolOf = (selector: string, { resource, factors }: DecisionInput): string[] => {
    const groups =
      selector === 'owners(resource)'
        ? [resource.owner ?? '']
        : selector === 'owners(blastRadius)'
          ? factors.blastRadius.owners
          : [selector];
    return [...new Set(groups.flatMap(group => members.get(group) ?? []))];
  };
  return {
    choose(requirement, input, draw) {
      const chosen = new Set<string>();
      const meet = (approvers: Approvers): void => {
        if ('all' in approvers) {
          approvers.all.forEach(meet);
        } else if ('any' in approvers) {
          meet(draw.pick(approvers.any));
        } else {
          draw
            .shuffled(poolOf(approvers.from, input))
            .slice(0, approvers.count)
            .forEach(ref => chosen.add(pseudonyms.get(ref)!));
        }
      };
      meet(requirement.approvers);
      return [...chosen];
    },
  };
}

/** Users by group, those of nested groups included; a user by its own reference too. */
function membersOf(
  people: readonly Person[],
  parents: ReadonlyMap<string, string>,
): ReadonlyMap<string, string[]> {
  const members = new Map<string, string[]>();
  const add = (key: string, ref: string): void => {
    members.set(key, [...new Set([...(members.get(key) ?? []), ref])]);
  };
  for (const { ref, groups } of people) {
    add(ref, ref);
    for (const group of groups) {
      for (let at: string | undefined = group; at; at = parents.get(at)) {
        add(at, ref);
      }
    }
  }
  return members;
}

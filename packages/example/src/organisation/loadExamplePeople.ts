import { loadExampleCatalog } from './loadExampleCatalog';
import type { Person } from './Person';

/** The people of the example organisation, in the order of `catalog/people.yaml`. */
export function loadExamplePeople(): Person[] {
  const catalog = loadExampleCatalog();
  const titles = new Map(
    catalog
      .filter(entity => entity.kind === 'Group')
      .map(({ metadata }) => [metadata.name, metadata.title ?? metadata.name]),
  );
  return catalog
    .filter(entity => entity.kind === 'User')
    .map(({ metadata, spec }) => {
      const { profile, memberOf } = spec as unknown as UserSpec;
      return {
        ref: `user:default/${metadata.name}`,
        name: profile.displayName,
        email: profile.email,
        role: (metadata as { description?: string }).description ?? '',
        teams: memberOf.map(group => titles.get(group) ?? group),
        groups: memberOf.map(group => `group:default/${group}`),
      };
    });
}

interface UserSpec {
  profile: { displayName: string; email: string };
  memberOf: string[];
}

import type { PolicyVersion } from '../records';
import type { NewPublication } from '../types';

/** What a publication changes, given what is in force. Versions that stay are in neither list. */
export function publicationChanges(
  inForce: readonly PolicyVersion[],
  { how, versions }: Pick<NewPublication, 'how' | 'versions'>,
): { added: PolicyVersion[]; removed: PolicyVersion[] } {
  const published = new Map(versions.map(version => [version.name, version]));
  if (published.size !== versions.length) {
    throw new TypeError('A publication has at most one version of each name');
  }
  const stays = (present: PolicyVersion) => {
    const version = published.get(present.name);
    return version ? version.digest === present.digest : how === 'merge';
  };
  const kept = new Set(inForce.filter(stays).map(version => version.digest));
  return {
    added: versions.filter(version => !kept.has(version.digest)),
    removed: inForce.filter(version => !stays(version)),
  };
}

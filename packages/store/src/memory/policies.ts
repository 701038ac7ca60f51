import { publicationChanges } from '../rules/publication';
import type { PolicyInForce } from '../records';
import type { StoreReads, StoreWrites } from '../types';
import type { MemoryTables } from './MemoryTables';

type Reads = Pick<
  StoreReads,
  'policyRevision' | 'policiesInForce' | 'policyHistory' | 'policyVersion' | 'policyFault'
>;
type Writes = Pick<StoreWrites, 'publishPolicies' | 'recordPolicyFault'>;

export function policies(tables: MemoryTables): Reads & Writes {
  const inForce = (at?: string) =>
    tables.spans
      .where(({ since, until }) =>
        at === undefined ? until === undefined : since <= at && (until === undefined || until > at),
      )
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  const withoutId = ({ id, ...span }: PolicyInForce & { id: number }): PolicyInForce => span;

  return {
    policyRevision: async () => tables.state.policyRevision,
    policiesInForce: async at => inForce(at).map(withoutId),
    policyHistory: async name =>
      tables.spans
        .where(span => span.name === name)
        .sort((a, b) => b.id - a.id)
        .map(withoutId),
    policyVersion: async digest => tables.versions.get(digest),
    policyFault: async () => tables.state.policyFault,

    async publishPolicies({ expectedRevision, how, versions, ...given }) {
      const revision = tables.state.policyRevision;
      if (revision !== expectedRevision) {
        return { result: 'outdated', revision };
      }
      const publication = { ...given, revision: revision + 1 };
      const present = inForce();
      const changes = publicationChanges(present.map(withoutId), { how, versions });
      for (const span of present) {
        if (changes.removed.some(({ name }) => name === span.name)) {
          tables.spans.set(String(span.id), { ...span, until: publication.at });
        }
      }
      for (const version of changes.added) {
        const kept =
          tables.versions.get(version.digest) ?? tables.versions.set(version.digest, version);
        const id = tables.nextId();
        tables.spans.set(String(id), { ...kept, id, since: publication.at, publication });
      }
      tables.setState({ policyRevision: revision + 1, policyFault: undefined });
      return { result: 'published', publication, ...changes };
    },

    async recordPolicyFault(fault) {
      tables.setState({ policyFault: fault });
    },
  };
}

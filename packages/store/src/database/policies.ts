import { publicationChanges } from '../rules/publication';
import type { PolicyFault, PolicyInForce, PolicyPublication, PolicyVersion } from '../records';
import type { StoreReads, StoreWrites } from '../types';
import type { Executor } from './Executor';
import { fromRow, toRow } from './rows';

type Reads = Pick<
  StoreReads,
  'policyRevision' | 'policiesInForce' | 'policyHistory' | 'policyVersion' | 'policyFault'
>;
type Writes = Pick<StoreWrites, 'publishPolicies' | 'recordPolicyFault'>;

export function policyReads({ db }: Executor): Reads {
  const spans = () =>
    db('policies_in_force as f')
      .join('policy_versions as v', 'v.digest', 'f.digest')
      .join('policy_publications as p', 'p.id', 'f.publication_id')
      .select(
        'v.*',
        'f.since',
        'f.until',
        ...PUBLICATION.map(column => `p.${column} as p_${column}`),
      );

  return {
    async policyRevision() {
      return (await db('policy_state').where({ id: 1 }).first('revision')).revision;
    },

    async policiesInForce(at) {
      const query = spans().orderBy('f.name');
      const rows =
        at === undefined
          ? await query.whereNull('f.until')
          : await query
              .where('f.since', '<=', at)
              .where(open => open.whereNull('f.until').orWhere('f.until', '>', at));
      return rows.map(readSpan);
    },

    async policyHistory(name) {
      const rows = await spans().where('f.name', name).orderBy('f.id', 'desc');
      return rows.map(readSpan);
    },

    async policyVersion(digest) {
      const row = await db('policy_versions').where({ digest }).first();
      return row && fromRow<PolicyVersion>(row);
    },

    async policyFault() {
      const { fault } = await db('policy_state').where({ id: 1 }).first('fault');
      return fault === null ? undefined : (JSON.parse(fault) as PolicyFault);
    },
  };
}

export function policyWrites(executor: Executor): Writes {
  const { db } = executor;
  return {
    async publishPolicies({ expectedRevision, how, versions, ...given }) {
      // The conditional update is also the lock: a second publisher waits here, and then finds
      // another revision.
      const revision = expectedRevision + 1;
      const moved = await db('policy_state')
        .where({ id: 1, revision: expectedRevision })
        .update({ revision, fault: null });
      if (moved === 0) {
        return { result: 'outdated', revision: await policyReads(executor).policyRevision() };
      }

      const publication: PolicyPublication = { ...given, revision };
      const changes = publicationChanges(await policyReads(executor).policiesInForce(), {
        how,
        versions,
      });
      await db('policy_publications').insert(toRow(publication, ['authors']));
      for (const { name } of changes.removed) {
        await db('policies_in_force')
          .where({ name })
          .whereNull('until')
          .update({ until: publication.at });
      }
      for (const version of changes.added) {
        await db('policy_versions').insert(toRow(version)).onConflict('digest').ignore();
        await db('policies_in_force').insert({
          name: version.name,
          digest: version.digest,
          publication_id: publication.id,
          since: publication.at,
        });
      }
      return { result: 'published', publication, ...changes };
    },

    async recordPolicyFault(fault) {
      await db('policy_state')
        .where({ id: 1 })
        .update({ fault: JSON.stringify(fault) });
    },
  };
}

const PUBLICATION = ['id', 'revision', 'at', 'by', 'authors', 'why', 'source', 'reference'];

function readSpan(row: Record<string, unknown>): PolicyInForce {
  const own = Object.entries(row).filter(([column]) => !column.startsWith('p_'));
  const publication = PUBLICATION.map(column => [column, row[`p_${column}`]]);
  return {
    ...fromRow<Omit<PolicyInForce, 'publication'>>(Object.fromEntries(own)),
    publication: fromRow<PolicyPublication>(Object.fromEntries(publication), { json: ['authors'] }),
  };
}

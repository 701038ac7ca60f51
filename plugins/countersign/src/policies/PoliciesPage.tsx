import { useRouteRef } from '@backstage/core-plugin-api';
import { Text } from '@backstage/ui';
import type { PolicyInForce } from '@countersign/client';
import { RiFileShield2Line } from '@remixicon/react';
import { Link } from 'react-router-dom';
import { Empty } from '../components/Empty';
import { Failure } from '../components/Failure';
import { Loading } from '../components/Loading';
import { Moment } from '../components/Moment';
import { usePolicies } from '../data/usePolicies';
import { entityName } from '../format/entityName';
import { policyRouteRef } from '../routes';
import { useText } from '../translation/useText';
import { PolicyMarks } from './PolicyMarks';
import { readPolicyFacts } from './readPolicyFacts';
import { SeedingFaults } from './SeedingFaults';
import styles from './PoliciesPage.module.css';

/** The policies in force, guardrails first: whose each is, since when and why. */
export function PoliciesPage() {
  const t = useText();
  const policies = usePolicies();
  const sorted = policies.data && [...policies.data].sort(byLayerThenName);
  return (
    <>
      <div className={styles.head}>
        <h2 className={styles.heading}>{t('policies.heading')}</h2>
        <Text as="p" variant="body-medium" color="secondary">
          {t('policies.description')}
        </Text>
      </div>
      <SeedingFaults />
      {policies.isPending && <Loading rows={4} />}
      {policies.isError && (
        <Failure
          error={policies.error}
          onRetry={() => void policies.refetch()}
          isRetrying={policies.isFetching}
        />
      )}
      {sorted?.length === 0 && (
        <Empty
          icon={<RiFileShield2Line size={28} />}
          tone="bad"
          title={t('policies.empty.title')}
          text={t('policies.empty.text')}
        />
      )}
      {sorted && sorted.length > 0 && (
        <ul className={styles.list} aria-label={t('policies.heading')}>
          {sorted.map(policy => (
            <li key={policy.digest} className={styles.item}>
              <PolicyRow policy={policy} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function PolicyRow({ policy }: { policy: PolicyInForce }) {
  const t = useText();
  const href = useRouteRef(policyRouteRef)({ name: policy.name });
  const { owner, rules } = readPolicyFacts(policy);
  return (
    <Link to={href} className={styles.row}>
      <span className={styles.title}>
        {policy.title ?? policy.name}
        <PolicyMarks policy={policy} />
      </span>
      <span className={styles.why}>{policy.why}</span>
      <span className={styles.facts}>
        {[
          policy.name,
          owner && t('queue.row.ownedBy', { owner: entityName(owner) }),
          t('policies.ruleCount', { count: rules.length }),
          t('common.by', { name: entityName(policy.by) }),
        ]
          .filter(Boolean)
          .join(' · ')}
        {' · '}
        <Moment at={policy.publishedAt} />
      </span>
    </Link>
  );
}

function byLayerThenName(a: PolicyInForce, b: PolicyInForce): number {
  return a.layer.localeCompare(b.layer) || a.name.localeCompare(b.name);
}

import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { StatusBanner } from '../components/StatusBanner';
import { CountersignProvider } from '../data/CountersignProvider';
import { EntityRequests } from './EntityRequests';
import styles from './EntityApprovalsContent.module.css';

/** The tab "Approvals" of an entity's page, which frames it already. */
export function EntityApprovalsContent() {
  const { entity } = useEntity();
  return (
    <CountersignProvider>
      <div className={styles.content}>
        <StatusBanner />
        <EntityRequests entityRef={stringifyEntityRef(entity)} rows={25} />
      </div>
    </CountersignProvider>
  );
}

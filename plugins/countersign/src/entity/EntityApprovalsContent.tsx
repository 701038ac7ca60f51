import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { PageBody } from '../components/PageBody';
import { EntityRequests } from './EntityRequests';

/** The tab "Approvals" of an entity's page. */
export function EntityApprovalsContent() {
  const { entity } = useEntity();
  return (
    <PageBody>
      <EntityRequests entityRef={stringifyEntityRef(entity)} rows={25} />
    </PageBody>
  );
}

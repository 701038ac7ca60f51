import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Frame } from '../components/Frame';
import { StatusBanner } from '../components/StatusBanner';
import { EntityRequests } from './EntityRequests';

/** The tab "Approvals" of an entity's page, which gives it its margins already. */
export function EntityApprovalsContent() {
  const { entity } = useEntity();
  return (
    <Frame>
      <StatusBanner />
      <EntityRequests entityRef={stringifyEntityRef(entity)} rows={25} />
    </Frame>
  );
}

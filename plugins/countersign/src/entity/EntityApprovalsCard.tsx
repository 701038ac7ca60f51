import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Frame } from '../components/Frame';
import { Section } from '../components/Section';
import { useText } from '../translation/useText';
import { EntityRequests } from './EntityRequests';

/** The card "Approvals" on an entity's overview. */
export function EntityApprovalsCard() {
  const t = useText();
  const { entity } = useEntity();
  return (
    <Frame>
      <Section heading={t('entity.card')}>
        <EntityRequests entityRef={stringifyEntityRef(entity)} rows={5} />
      </Section>
    </Frame>
  );
}

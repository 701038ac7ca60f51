import { useRouteRef } from '@backstage/core-plugin-api';
import { Alert, ButtonLink } from '@backstage/ui';
import type { EnforcementScope, Status } from '@countersign/client';
import { useStatus } from '../data/useStatus';
import { entityName } from '../format/entityName';
import { useSpan } from '../format/useSpan';
import { policiesRouteRef } from '../routes';
import { useText } from '../translation/useText';
import styles from './StatusBanner.module.css';

/** A ledger that lags by more than this many seconds holds grants back. */
const LEDGER_LAG = 30;

/**
 * What a reviewer must know before trusting anything else on the page: policies that are not in
 * force, answers that bind nobody, a ledger that holds grants back. Nothing when all is well; when
 * the status itself cannot be read, the page's own content says so.
 */
export function StatusBanner() {
  const { data: status } = useStatus();
  if (!status) {
    return null;
  }
  return (
    <div className={styles.banners}>
      <PolicyBanner policies={status.policies} />
      <EnforcementBanner enforcement={status.enforcement} />
      <LedgerBanner behindSeconds={status.ledger.behindSeconds} />
      <CatalogBanner fault={status.catalog.fault} />
    </div>
  );
}

function PolicyBanner({ policies }: { policies: Status['policies'] }) {
  const t = useText();
  const policiesPath = useRouteRef(policiesRouteRef)();
  if (policies.fault) {
    const title = policies.inForce === 0 ? 'banner.fault.noneTitle' : 'banner.fault.title';
    return (
      <Alert
        role="status"
        status="danger"
        icon
        title={t(title)}
        description={policies.fault.message}
        customActions={
          <ButtonLink size="small" variant="secondary" href={policiesPath}>
            {t('banner.fault.link')}
          </ButtonLink>
        }
      />
    );
  }
  return policies.inForce > 0 ? null : (
    <Alert
      role="status"
      status="danger"
      icon
      title={t('banner.noPolicies.title')}
      description={t('banner.noPolicies.text')}
    />
  );
}

function EnforcementBanner({ enforcement }: { enforcement: Status['enforcement'] }) {
  const t = useText();
  const others = enforcement.scopes.filter(scope => scope.mode !== enforcement.default);
  const scopes = others.map(scopeName).join(', ');
  if (enforcement.default === 'observe') {
    const partly = scopes && ` ${t('banner.observe.partly', { scopes })}`;
    return (
      <Alert
        role="status"
        status="warning"
        icon
        title={t('banner.observe.title')}
        description={t('banner.observe.text') + partly}
      />
    );
  }
  return scopes ? (
    <Alert
      role="status"
      status="info"
      icon
      title={t('banner.partlyObserved.title')}
      description={t('banner.partlyObserved.text', { scopes })}
    />
  ) : null;
}

function LedgerBanner({ behindSeconds }: { behindSeconds: number }) {
  const t = useText();
  const span = useSpan();
  return behindSeconds > LEDGER_LAG ? (
    <Alert
      role="status"
      status="warning"
      icon
      title={t('banner.ledgerBehind.title', { span: span(behindSeconds) })}
      description={t('banner.ledgerBehind.text')}
    />
  ) : null;
}

function CatalogBanner({ fault }: { fault?: string }) {
  const t = useText();
  return fault ? (
    <Alert
      role="status"
      status="warning"
      icon
      title={t('banner.catalogFault.title')}
      description={fault}
    />
  ) : null;
}

function scopeName(scope: EnforcementScope): string {
  return [scope.owner, scope.system, scope.component]
    .filter(ref => ref !== undefined)
    .map(entityName)
    .join(' + ');
}

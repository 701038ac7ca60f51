import type { RequestDetail } from '@countersign/client';
import { StateBadge } from '../components/StateBadge';
import { VisibleText } from '../components/VisibleText';
import { useText } from '../translation/useText';
import styles from './Settled.module.css';

/** How it ended, and what came of it since. */
export function Settled({ request }: { request: RequestDetail }) {
  const t = useText();
  const { state, approval, grant, outcome } = request;
  return (
    <div className={styles.settled} data-state={state}>
      <StateBadge state={state} />
      {(state === 'expired' || state === 'cancelled') && (
        <p>{t(`request.decide.settled.${state}`)}</p>
      )}
      {approval && (
        <p>
          {t('request.decide.approvedUntil', {
            time: new Date(approval.approvedUntil).toLocaleString(),
          })}
        </p>
      )}
      {grant && !outcome && <p>{t(`request.decide.grant.${grant.status}`)}</p>}
      {outcome && (
        <p>
          <strong>{t(`request.decide.outcome.${outcome.status}`)}</strong>
          {outcome.detail && (
            <q className={styles.detail}>
              <VisibleText text={outcome.detail} />
            </q>
          )}
        </p>
      )}
    </div>
  );
}

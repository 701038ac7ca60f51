import { useRouteRef } from '@backstage/core-plugin-api';
import { Link } from '@backstage/ui';
import type { RequestDetail } from '@countersign/client';
import { RiArrowLeftLine, RiEyeLine } from '@remixicon/react';
import { EntityLink } from '../components/EntityLink';
import { LevelBadge } from '../components/LevelBadge';
import { Moment } from '../components/Moment';
import { StateBadge } from '../components/StateBadge';
import { TimeLeft } from '../components/TimeLeft';
import { entityName } from '../format/entityName';
import { queueRouteRef } from '../routes';
import { useText } from '../translation/useText';
import styles from './RequestHead.module.css';

/**
 * What on what, in our words: the heading comes from the registry and the catalog, never from the
 * agent.
 */
export function RequestHead({ request }: { request: RequestDetail }) {
  const t = useText();
  const queuePath = useRouteRef(queueRouteRef)();
  const { actionType, proposal, resource, state } = request;
  return (
    <header className={styles.head}>
      <div className={styles.words}>
        <Link href={queuePath} variant="body-small" className={styles.back}>
          <RiArrowLeftLine size={14} aria-hidden="true" /> {t('request.back')}
        </Link>
        <h2 className={styles.heading}>
          {t('request.heading', {
            action: actionType?.title ?? proposal.action.name,
            target: resource.title ?? entityName(resource.ref),
          })}
        </h2>
        <Asker request={request} />
      </div>
      <div className={styles.badges}>
        <LevelBadge level={request.decision.level} size="large" />
        {state === 'pending' ? (
          <TimeLeft until={request.expiresAt} />
        ) : (
          <StateBadge state={state} />
        )}
      </div>
    </header>
  );
}

function Asker({ request }: { request: RequestDetail }) {
  const t = useText();
  const { agent, createdAt, enforcement, proposal } = request;
  const person = proposal.context.onBehalfOf;
  return (
    <p className={styles.asker}>
      <span>
        {t('request.askedBy')} <strong>{agent.title ?? agent.id}</strong>
        {agent.owner && (
          <>
            {' ('}
            {t('request.agentOwner', { owner: entityName(agent.owner) })}
            {')'}
          </>
        )}
      </span>
      {person && (
        <span>
          {t('request.onBehalfOf')} <EntityLink entityRef={person} />
        </span>
      )}
      <Moment at={createdAt} />
      {enforcement === 'observe' && (
        <span className={styles.observed}>
          <RiEyeLine size={14} aria-hidden="true" /> {t('request.observed')}
        </span>
      )}
    </p>
  );
}

import type { RequestSummary } from '@countersign/client';
import { Link } from 'react-router-dom';
import { LevelBadge } from '../components/LevelBadge';
import { useAgo } from '../components/Moment';
import { StateBadge } from '../components/StateBadge';
import { TimeLeft } from '../components/TimeLeft';
import { VisibleText } from '../components/VisibleText';
import { entityName } from '../format/entityName';
import { useText } from '../translation/useText';
import styles from './RequestRow.module.css';

export interface RequestRowProps {
  request: RequestSummary;
  href: string;
  /** Leaves out the target where every row has the same. */
  withTarget?: boolean;
  /** Marks a request that waits for the reader's vote. */
  marksMine?: boolean;
}

/** One request as one link: how bad, what on what, by whom, why, and how long there is. */
export function RequestRow({
  request,
  href,
  withTarget = true,
  marksMine = true,
}: RequestRowProps) {
  const t = useText();
  const { action, resource, subject, state } = request;
  const pending = state === 'pending';
  const title = action.title ?? action.name;
  return (
    <Link to={href} className={styles.row}>
      <span className={styles.level}>
        <LevelBadge level={request.level} />
      </span>
      <span className={styles.main}>
        <span className={styles.title}>
          {withTarget
            ? t('queue.row.title', {
                action: title,
                target: resource.title ?? entityName(resource.ref),
              })
            : title}
          {resource.tier !== undefined && withTarget && (
            <span className={styles.tier}>{t('tier', { tier: String(resource.tier) })}</span>
          )}
        </span>
        <span className={styles.reason}>
          <VisibleText text={request.reason} />
        </span>
        <Facts request={request} withTarget={withTarget} agent={subject.id} />
      </span>
      <span className={styles.end}>
        {pending ? <TimeLeft until={request.expiresAt} /> : <StateBadge state={state} />}
        {pending ? (
          <Votes request={request} marksMine={marksMine} />
        ) : (
          <Decided at={request.decidedAt} />
        )}
      </span>
    </Link>
  );
}

function Facts({
  request: { resource, blastRadius },
  withTarget,
  agent,
}: {
  request: RequestSummary;
  withTarget: boolean;
  agent: string;
}) {
  const t = useText();
  const facts: string[] = [t('queue.row.askedBy', { agent })];
  if (!resource.known) {
    facts.push(t('queue.row.unknownTarget'));
  } else if (withTarget) {
    facts.push(
      resource.owner
        ? t('queue.row.ownedBy', { owner: entityName(resource.owner) })
        : t('queue.row.noOwner'),
    );
  }
  if (resource.known) {
    const hits = t('queue.row.hits', { count: blastRadius.size });
    const tier0 = t('queue.row.tier0', { hits: String(blastRadius.tier0) });
    facts.push(blastRadius.tier0 > 0 ? `${hits}, ${tier0}` : hits);
  }
  return <span className={styles.facts}>{facts.join(' · ')}</span>;
}

function Votes({ request, marksMine }: { request: RequestSummary; marksMine: boolean }) {
  const t = useText();
  return (
    <span className={styles.votes}>
      {marksMine && request.mayReview && (
        <span className={styles.yours}>{t('queue.row.yourVote')}</span>
      )}
      {t('queue.row.votes', { count: request.approvals })}
    </span>
  );
}

function Decided({ at }: { at?: string }) {
  return at ? <DecidedAgo at={at} /> : null;
}

function DecidedAgo({ at }: { at: string }) {
  return <span className={styles.votes}>{useAgo(at)}</span>;
}

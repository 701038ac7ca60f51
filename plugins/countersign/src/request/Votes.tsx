import type { RequestDetail, RequirementProgress, Review } from '@countersign/client';
import {
  RiCheckboxCircleFill,
  RiCheckboxBlankCircleLine,
  RiCheckLine,
  RiCloseLine,
} from '@remixicon/react';
import { EntityLink } from '../components/EntityLink';
import { Moment } from '../components/Moment';
import { VisibleText } from '../components/VisibleText';
import { entityName } from '../format/entityName';
import { useText } from '../translation/useText';
import styles from './Votes.module.css';

/** More names than this are counted instead of listed. */
const NAMES = 5;

/** What the requirement asks of whom, how far it is met, and each vote with its reason. */
export function Votes({ request }: { request: RequestDetail }) {
  const t = useText();
  const { progress, reviews, state, fulfillable } = request;
  return (
    <div className={styles.votes}>
      <h4 className={styles.heading}>{t('request.votes.heading')}</h4>
      {state === 'pending' && !fulfillable && (
        <p className={styles.unfulfillable} role="note">
          {t('request.votes.unfulfillable')} {request.notFulfillableBecause?.join(' ')}
        </p>
      )}
      <Progress progress={progress} />
      {reviews.length > 0 && (
        <ul className={styles.reviews}>
          {reviews.map(review => (
            <Vote key={review.by.ref} review={review} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Progress({ progress }: { progress: RequirementProgress }) {
  const t = useText();
  if (progress.kind !== 'count') {
    return (
      <div className={styles.joined}>
        <span className={styles.join}>{t(`request.votes.${progress.kind}`)}</span>
        <ul>
          {progress.parts.map((part, index) => (
            <li key={index}>
              <Progress progress={part} />
            </li>
          ))}
        </ul>
      </div>
    );
  }
  return <Leaf leaf={progress} />;
}

function Leaf({ leaf }: { leaf: Extract<RequirementProgress, { kind: 'count' }> }) {
  const t = useText();
  const Icon = leaf.met ? RiCheckboxCircleFill : RiCheckboxBlankCircleLine;
  return (
    <div className={styles.leaf} data-met={leaf.met || undefined}>
      <Icon size={16} aria-label={t(leaf.met ? 'request.votes.met' : 'request.votes.notMet')} />
      <div>
        <span className={styles.count}>
          {t('request.votes.from', {
            done: String(Math.min(leaf.approvedBy.length, leaf.count)),
            needed: String(leaf.count),
            from: useSelectorName(leaf.from),
          })}
        </span>
        <Eligible leaf={leaf} />
        {leaf.missingGroups.map(group => (
          <p key={group} className={styles.missing}>
            {t('request.votes.missingGroup', { group })}
          </p>
        ))}
      </div>
    </div>
  );
}

function Eligible({ leaf }: { leaf: Extract<RequirementProgress, { kind: 'count' }> }) {
  const t = useText();
  if (leaf.eligible.length === 0) {
    return <p className={styles.missing}>{t('request.votes.nobody')}</p>;
  }
  const more = leaf.eligible.length - NAMES;
  const names = leaf.eligible.slice(0, NAMES).map(person => person.title ?? entityName(person.ref));
  return (
    <p className={styles.eligible} title={t('request.votes.eligible')}>
      {names.join(', ')}
      {more > 0 && ` ${t('request.votes.eligibleMore', { count: more })}`}
    </p>
  );
}

function Vote({ review }: { review: Review }) {
  const t = useText();
  const approved = review.vote === 'approve';
  return (
    <li data-vote={review.vote}>
      {approved ? (
        <RiCheckLine size={16} aria-hidden="true" />
      ) : (
        <RiCloseLine size={16} aria-hidden="true" />
      )}
      <div>
        <EntityLink entityRef={review.by.ref} title={review.by.title} />{' '}
        {t(approved ? 'request.votes.approved' : 'request.votes.refused')},{' '}
        <Moment at={review.at} />
        {review.reason && (
          <blockquote>
            <VisibleText text={review.reason} />
          </blockquote>
        )}
      </div>
    </li>
  );
}

function useSelectorName(from: string): string {
  const t = useText();
  const names: Record<string, string> = {
    'owners(resource)': t('request.votes.selector.owners'),
    'owners(blastRadius)': t('request.votes.selector.blastRadius'),
  };
  return names[from] ?? entityName(from);
}

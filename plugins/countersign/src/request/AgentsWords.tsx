import type { RequestDetail } from '@countersign/client';
import { RiDoubleQuotesL } from '@remixicon/react';
import { useAgo } from '../components/Moment';
import { Section } from '../components/Section';
import { VisibleText } from '../components/VisibleText';
import { useSpan } from '../format/useSpan';
import { useText } from '../translation/useText';
import styles from './AgentsWords.module.css';

/**
 * Everything that the agent says for itself, as quotations: its reason, how success shows and how
 * the action is undone. None of it is checked, and it looks like it.
 */
export function AgentsWords({ request }: { request: RequestDetail }) {
  const t = useText();
  const { rationale, incidents } = request.proposal.context;
  if (request.redacted) {
    return (
      <Section heading={t('request.words.heading')}>
        <p className={styles.none}>{t('request.words.hidden')}</p>
      </Section>
    );
  }
  return (
    <Section heading={t('request.words.heading')} description={t('request.words.description')}>
      {rationale ? (
        <figure className={styles.figure}>
          <RiDoubleQuotesL size={20} aria-hidden="true" className={styles.mark} />
          <blockquote className={styles.quote}>
            <VisibleText text={rationale} />
          </blockquote>
          <figcaption>
            {t('request.words.by', { agent: request.agent.title ?? request.agent.id })}
          </figcaption>
        </figure>
      ) : (
        <p className={styles.none}>{t('request.words.none')}</p>
      )}
      {incidents && incidents.length > 0 && (
        <p className={styles.incidents}>
          {t('request.why.incidents')}:{' '}
          {incidents.map(incident => (
            <code key={incident}>
              <VisibleText text={incident} />
            </code>
          ))}
        </p>
      )}
      <div className={styles.plans}>
        <SuccessCriteria criteria={request.proposal.context.successCriteria} />
        <RollbackPlan plan={request.proposal.context.rollbackPlan} />
      </div>
    </Section>
  );
}

type Context = RequestDetail['proposal']['context'];

function SuccessCriteria({ criteria = [] }: { criteria: Context['successCriteria'] }) {
  const t = useText();
  const span = useSpan();
  return (
    <div>
      <h4 className={styles.subheading}>{t('request.words.success')}</h4>
      {criteria.length === 0 ? (
        <p className={styles.none}>{t('request.words.noSuccess')}</p>
      ) : (
        <ul className={styles.criteria}>
          {criteria.map((criterion, index) => (
            <li key={index}>
              <q>
                <VisibleText text={criterion.description} />
              </q>
              {criterion.withinMinutes !== undefined && (
                <small>
                  {' '}
                  {t('request.words.within', { span: span(criterion.withinMinutes * 60) })}
                </small>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function RollbackPlan({ plan }: { plan: Context['rollbackPlan'] }) {
  const t = useText();
  return (
    <div>
      <h4 className={styles.subheading}>{t('request.words.rollback')}</h4>
      {plan ? (
        <p className={styles.plan}>
          <q>
            <VisibleText text={plan.description} />
          </q>{' '}
          <small>
            {plan.testedAt ? <Tested at={plan.testedAt} /> : t('request.words.untested')}
          </small>
        </p>
      ) : (
        <p className={styles.none}>{t('request.words.noRollback')}</p>
      )}
    </div>
  );
}

function Tested({ at }: { at: string }) {
  const t = useText();
  return <>{t('request.words.tested', { ago: useAgo(at) })}</>;
}

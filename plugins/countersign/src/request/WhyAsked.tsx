import { useRouteRef } from '@backstage/core-plugin-api';
import { Link } from '@backstage/ui';
import type { RequestDetail } from '@countersign/client';
import { NumberedLines } from '../components/NumberedLines';
import { Section } from '../components/Section';
import { dedent } from '../format/dedent';
import { policyRouteRef } from '../routes';
import { useText } from '../translation/useText';
import styles from './WhyAsked.module.css';

/** Why a person is asked: in words, and in the policy's own lines. */
export function WhyAsked({ request }: { request: RequestDetail }) {
  const t = useText();
  const { decision, explanation, policyText } = request;
  return (
    <Section heading={t('request.why.heading')}>
      <p className={styles.summary}>{explanation.summary}</p>
      {policyText ? (
        <PolicyLines policyText={policyText} />
      ) : (
        <p className={styles.rule}>
          {decision.rule ? t('request.why.rule', decision.rule) : t('request.why.noRule')}
        </p>
      )}
      {explanation.steps.length > 0 && (
        <details className={styles.steps}>
          <summary>{t('request.why.steps')}</summary>
          <dl>
            {explanation.steps.map((step, index) => (
              <div key={index}>
                <dt>{step.label}</dt>
                <dd>{step.text}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
      {decision.faults.length > 0 && (
        <>
          <h4 className={styles.faults}>{t('request.why.faults')}</h4>
          <ul>
            {decision.faults.map((fault, index) => (
              <li key={index}>
                <code>
                  {fault.policy}/{fault.rule}
                </code>
                : {fault.message}
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

function PolicyLines({ policyText }: { policyText: NonNullable<RequestDetail['policyText']> }) {
  const t = useText();
  const policyPath = useRouteRef(policyRouteRef)({ name: policyText.policy });
  const { startLine, text } = policyText;
  const last = startLine + text.replace(/\n$/, '').split('\n').length - 1;
  return (
    <details className={styles.lines}>
      <summary>
        {t('request.why.lines')}: {t('request.why.rule', policyText)}
      </summary>
      <NumberedLines
        label={t('request.why.lines')}
        text={dedent(text)}
        startLine={startLine}
        maxHeight="20rem"
      />
      <Link href={`${policyPath}?lines=${startLine}-${last}`} variant="body-small">
        {t('request.why.whole')}
      </Link>
    </details>
  );
}

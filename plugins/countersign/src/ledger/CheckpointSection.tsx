import { CodeBlock } from '../components/CodeBlock';
import { Moment } from '../components/Moment';
import { Section } from '../components/Section';
import { useStatus } from '../data/useStatus';
import { useSpan } from '../format/useSpan';
import { useText } from '../translation/useText';
import type { Checkpoint } from './readCheckpoint';
import styles from './CheckpointSection.module.css';

export interface CheckpointSectionProps {
  note: string;
  /** Absent when the note cannot be read. */
  checkpoint?: Checkpoint;
}

/** How much is sealed, since when, by whom; and the note itself, to be taken elsewhere. */
export function CheckpointSection({ note, checkpoint }: CheckpointSectionProps) {
  const t = useText();
  const span = useSpan();
  const ledger = useStatus().data?.ledger;
  return (
    <Section heading={t('ledger.checkpoint')}>
      {checkpoint ? (
        <dl className={styles.facts}>
          <div>
            <dt>{t('ledger.size')}</dt>
            <dd className={styles.number}>{checkpoint.size.toLocaleString()}</dd>
          </div>
          {ledger?.checkpointAt && (
            <div>
              <dt>{t('ledger.age')}</dt>
              <dd className={styles.number}>
                <Moment at={ledger.checkpointAt} />
              </dd>
            </div>
          )}
          {ledger && (
            <div>
              <dt>{t('ledger.behind')}</dt>
              <dd className={styles.number}>
                {ledger.behindSeconds > 0
                  ? t('ledger.behindBy', { span: span(ledger.behindSeconds) })
                  : t('ledger.upToDate')}
              </dd>
            </div>
          )}
          <div>
            <dt>{t('ledger.origin')}</dt>
            <dd>
              <code>{checkpoint.origin}</code>
            </dd>
          </div>
          <div>
            <dt>{t('ledger.root')}</dt>
            <dd>
              <code>{checkpoint.rootHash}</code>
            </dd>
          </div>
        </dl>
      ) : (
        <p role="alert">{t('ledger.unreadable')}</p>
      )}
      <details className={styles.note}>
        <summary>{t('ledger.note')}</summary>
        <CodeBlock label={t('ledger.note')}>{note}</CodeBlock>
        {ledger && (
          <p>
            {t('ledger.verifierKey')}: <code>{ledger.verifierKey}</code>
          </p>
        )}
      </details>
    </Section>
  );
}

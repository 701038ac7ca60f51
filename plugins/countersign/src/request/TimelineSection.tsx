import type { TimelineEvent } from '@countersign/client';
import { LEDGER_ENTRY_TYPES, type LedgerEntryType } from '@countersign/model';
import { Section } from '../components/Section';
import { entityName } from '../format/entityName';
import { useText } from '../translation/useText';
import styles from './TimelineSection.module.css';

/** What happened, in the ledger's order. */
export function TimelineSection({ timeline }: { timeline: readonly TimelineEvent[] }) {
  const t = useText();
  return (
    <Section heading={t('request.timeline.heading')}>
      <ol className={styles.timeline}>
        {timeline.map((event, index) => (
          <li key={index}>
            <time dateTime={event.at}>{new Date(event.at).toLocaleString()}</time>
            <span>
              <strong>
                {isLedgerType(event.type) ? t(`ledger.entryType.${event.type}`) : event.type}
              </strong>
              {event.result && `: ${event.result.replaceAll('_', ' ')}`}
              {event.by && ` ${t('common.by', { name: entityName(event.by) })}`}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function isLedgerType(type: string): type is LedgerEntryType {
  return LEDGER_ENTRY_TYPES.some(known => known === type);
}

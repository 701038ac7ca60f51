import { ButtonLink } from '@backstage/ui';
import { RiStackLine } from '@remixicon/react';
import { useSearchParams } from 'react-router-dom';
import { Empty } from '../components/Empty';
import { Failure } from '../components/Failure';
import { Loading } from '../components/Loading';
import { Section } from '../components/Section';
import { useCheckpoint, useLedgerEntries } from '../data/useLedger';
import { useText } from '../translation/useText';
import { CheckpointSection } from './CheckpointSection';
import { LedgerTable } from './LedgerTable';
import { LEDGER_PAGE, ledgerRange } from './ledgerRange';
import { readCheckpoint } from './readCheckpoint';
import styles from './LedgerPage.module.css';

/** The newest checkpoint and the entries under it, newest first; `?before=` in the address pages. */
export function LedgerPage() {
  const t = useText();
  const note = useCheckpoint();
  if (note.isPending) {
    return <Loading rows={3} height={120} />;
  }
  if (note.data === undefined) {
    return (
      <Failure
        error={note.error}
        onRetry={() => void note.refetch()}
        isRetrying={note.isFetching}
      />
    );
  }
  const checkpoint = readCheckpoint(note.data);
  return (
    <>
      <h2 className={styles.heading}>{t('ledger.heading')}</h2>
      {note.isError && (
        <Failure
          error={note.error}
          onRetry={() => void note.refetch()}
          isRetrying={note.isFetching}
        />
      )}
      <CheckpointSection note={note.data} checkpoint={checkpoint} />
      {checkpoint?.size === 0 && (
        <Empty
          icon={<RiStackLine size={28} />}
          title={t('ledger.empty.title')}
          text={t('ledger.empty.text')}
        />
      )}
      {checkpoint && checkpoint.size > 0 && <Entries size={checkpoint.size} />}
    </>
  );
}

function Entries({ size }: { size: number }) {
  const t = useText();
  const [params] = useSearchParams();
  const { start, end } = ledgerRange(size, params.get('before'));
  const entries = useLedgerEntries(start, end - start);
  return (
    <Section
      heading={t('ledger.entries')}
      aside={
        <nav className={styles.pages} aria-label={t('ledger.entries')}>
          <span>
            {t('ledger.range', { from: String(start), to: String(end - 1), size: String(size) })}
          </span>
          {end < size && (
            <>
              <ButtonLink size="small" variant="secondary" href="?">
                {t('ledger.latest')}
              </ButtonLink>
              <ButtonLink
                size="small"
                variant="secondary"
                href={`?before=${Math.min(end + LEDGER_PAGE, size)}`}
              >
                {t('ledger.newer')}
              </ButtonLink>
            </>
          )}
          {start > 0 && (
            <ButtonLink size="small" variant="secondary" href={`?before=${start}`}>
              {t('ledger.older')}
            </ButtonLink>
          )}
        </nav>
      }
    >
      {entries.isPending && <Loading rows={5} height={32} />}
      {entries.isError && (
        <Failure
          error={entries.error}
          onRetry={() => void entries.refetch()}
          isRetrying={entries.isFetching}
        />
      )}
      {entries.data && <LedgerTable entries={entries.data.entries} />}
    </Section>
  );
}

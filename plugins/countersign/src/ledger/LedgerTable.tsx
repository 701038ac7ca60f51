import { useRouteRef } from '@backstage/core-plugin-api';
import { Link } from '@backstage/ui';
import type { LedgerEntries } from '@countersign/client';
import { useMemo } from 'react';
import { entityName } from '../format/entityName';
import { requestRouteRef } from '../routes';
import { useText } from '../translation/useText';
import { readLeaf, type LeafRow } from './readLeaf';
import styles from './LedgerTable.module.css';

/** Entries, newest first. What is a request links to it. */
export function LedgerTable({ entries }: { entries: LedgerEntries['entries'] }) {
  const t = useText();
  const rows = useMemo(() => entries.map(readLeaf).reverse(), [entries]);
  const columns = ['index', 'at', 'type', 'id', 'by', 'result', 'hash'] as const;
  return (
    // What scrolls must be reached by keyboard, or it cannot be scrolled by it.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.scroll} role="group" aria-label={t('ledger.entries')} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            {columns.map(column => (
              <th key={column} scope="col">
                {t(`ledger.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <Row key={row.id} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row: { id, hash, entry } }: { row: LeafRow }) {
  const t = useText();
  const requestPath = useRouteRef(requestRouteRef);
  const requestId = entry?.type.startsWith('request.') ? entry.id : entry?.refs?.request;
  return (
    <tr>
      <td>{id}</td>
      <td>{entry && <time dateTime={entry.at}>{new Date(entry.at).toLocaleString()}</time>}</td>
      <th scope="row">{entry ? t(`ledger.entryType.${entry.type}`) : '–'}</th>
      <td>
        {requestId ? (
          <Link href={requestPath({ id: requestId })} variant="body-small">
            {entry?.id}
          </Link>
        ) : (
          entry?.id
        )}
      </td>
      <td>{entry?.by && entityName(entry.by)}</td>
      <td>{entry?.result?.replaceAll('_', ' ')}</td>
      <td>
        <code title={hash}>{hash.slice(0, 12)}…</code>
      </td>
    </tr>
  );
}

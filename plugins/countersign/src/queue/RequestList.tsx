import { useRouteRef } from '@backstage/core-plugin-api';
import type { RequestSummary } from '@countersign/client';
import type { KeyboardEvent } from 'react';
import { requestRouteRef } from '../routes';
import { RequestRow } from './RequestRow';
import styles from './RequestList.module.css';

export interface RequestListProps {
  requests: readonly RequestSummary[];
  /** What a screen reader calls the list. */
  label: string;
  withTarget?: boolean;
  /** Marks what waits for the reader; of no use where everything does. */
  marksMine?: boolean;
}

const STEPS: Record<string, number> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

/**
 * Requests as a list of links. Rows out of sight are not laid out (`content-visibility`), which
 * keeps five hundred quick while find-in-page, printing and screen readers still have them all.
 */
export function RequestList({ requests, label, withTarget, marksMine }: RequestListProps) {
  const requestPath = useRouteRef(requestRouteRef);
  return (
    <div className={styles.frame}>
      {/* The links are what is interactive; the list only hears their keys on the way up. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ul className={styles.list} aria-label={label} onKeyDown={moveFocus}>
        {requests.map(request => (
          <li key={request.id} className={styles.item}>
            <RequestRow
              request={request}
              href={requestPath({ id: request.id })}
              withTarget={withTarget}
              marksMine={marksMine}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Arrow keys, and j and k, go from row to row; Home and End to the ends. */
function moveFocus(event: KeyboardEvent<HTMLUListElement>) {
  if (event.altKey || event.ctrlKey || event.metaKey) {
    return;
  }
  const links = Array.from(event.currentTarget.querySelectorAll('a'));
  const at = links.indexOf(document.activeElement as HTMLAnchorElement);
  const ends: Record<string, number> = { Home: 0, End: links.length - 1 };
  const step = STEPS[event.key];
  const target = step === undefined ? ends[event.key] : at + step;
  if (target !== undefined && at >= 0 && links[target]) {
    event.preventDefault();
    links[target].focus();
  }
}

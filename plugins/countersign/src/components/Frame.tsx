import type { ReactNode } from 'react';
import { CountersignProvider } from '../data/CountersignProvider';
import styles from './Frame.module.css';

/** What everything of ours stands in, wherever it is put: data, live updates, colours, spacing. */
export function Frame({ children }: { children: ReactNode }) {
  return (
    <CountersignProvider>
      <div className={styles.frame}>{children}</div>
    </CountersignProvider>
  );
}

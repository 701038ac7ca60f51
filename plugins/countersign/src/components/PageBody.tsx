import { Container } from '@backstage/ui';
import type { ReactNode } from 'react';
import { CountersignProvider } from '../data/CountersignProvider';
import { StatusBanner } from './StatusBanner';
import styles from './PageBody.module.css';

/** The frame of every page: data, live updates, and what must be known before anything else. */
export function PageBody({ children }: { children: ReactNode }) {
  return (
    <CountersignProvider>
      <Container className={styles.body}>
        <StatusBanner />
        {children}
      </Container>
    </CountersignProvider>
  );
}

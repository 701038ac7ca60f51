import { Container } from '@backstage/ui';
import type { ReactNode } from 'react';
import { Frame } from './Frame';
import { StatusBanner } from './StatusBanner';
import styles from './PageBody.module.css';

/** A page under the header, with what must be known before anything else at its top. */
export function PageBody({ children }: { children: ReactNode }) {
  return (
    <main>
      <Container className={styles.body}>
        <Frame>
          <StatusBanner />
          {children}
        </Frame>
      </Container>
    </main>
  );
}

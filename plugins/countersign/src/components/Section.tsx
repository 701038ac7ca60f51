import { Card, Text } from '@backstage/ui';
import { useId, type ReactNode } from 'react';
import styles from './Section.module.css';

export interface SectionProps {
  heading: string;
  description?: string;
  /** Stands beside the heading. */
  aside?: ReactNode;
  children: ReactNode;
}

/** A titled part of a page, a landmark for whoever hears it. */
export function Section({ heading, description, aside, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles.section}>
      <Card className={styles.card}>
        <div className={styles.head}>
          <h3 id={id} className={styles.heading}>
            {heading}
          </h3>
          {aside}
        </div>
        {description && (
          <Text as="p" variant="body-small" color="secondary" className={styles.description}>
            {description}
          </Text>
        )}
        {children}
      </Card>
    </section>
  );
}

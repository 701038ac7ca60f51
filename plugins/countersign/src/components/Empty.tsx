import { Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './Empty.module.css';

export interface EmptyProps {
  icon?: ReactNode;
  /** Whether it is good news that there is nothing. */
  tone?: 'good' | 'neutral' | 'bad';
  title: string;
  text?: string;
  /** What one can do about it. */
  action?: ReactNode;
}

/** An empty list says why it is empty and what comes next. */
export function Empty({ icon, tone = 'neutral', title, text, action }: EmptyProps) {
  return (
    <div className={styles.empty}>
      {icon && (
        <div className={styles.icon} data-tone={tone} aria-hidden="true">
          {icon}
        </div>
      )}
      <Text as="p" variant="title-x-small" weight="bold">
        {title}
      </Text>
      {text && (
        <Text as="p" variant="body-medium" color="secondary" className={styles.text}>
          {text}
        </Text>
      )}
      {action}
    </div>
  );
}

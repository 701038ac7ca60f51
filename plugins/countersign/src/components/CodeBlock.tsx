import type { ReactNode } from 'react';
import styles from './CodeBlock.module.css';

export interface CodeBlockProps {
  /** What a screen reader calls it. */
  label: string;
  children: ReactNode;
  /** Scrolls inside beyond this height; `none` shows all at once. */
  maxHeight?: string;
}

/** Text to be read to the letter. A keyboard reaches it, so that what scrolls can be scrolled. */
export function CodeBlock({ label, children, maxHeight = '16rem' }: CodeBlockProps) {
  return (
    <pre className={styles.code} style={{ maxHeight }} role="group" aria-label={label} tabIndex={0}>
      {children}
    </pre>
  );
}

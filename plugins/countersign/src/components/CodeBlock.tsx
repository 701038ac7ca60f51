import type { ReactNode } from 'react';
import styles from './CodeBlock.module.css';

export interface CodeBlockProps {
  /** What a screen reader calls it. */
  label: string;
  children: ReactNode;
  /** Scrolls inside beyond this height; `none` shows all at once. */
  maxHeight?: string;
}

/** Text to be read to the letter; it scrolls inside. */
export function CodeBlock({ label, children, maxHeight = '16rem' }: CodeBlockProps) {
  return (
    // What scrolls must be reached by keyboard, or it cannot be scrolled by it.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <pre className={styles.code} style={{ maxHeight }} role="group" aria-label={label} tabIndex={0}>
      {children}
    </pre>
  );
}

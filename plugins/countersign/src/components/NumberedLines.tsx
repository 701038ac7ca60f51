import { useEffect, useRef } from 'react';
import { CodeBlock } from './CodeBlock';
import styles from './NumberedLines.module.css';

export interface NumberedLinesProps {
  label: string;
  text: string;
  /** Number of the first line. */
  startLine?: number;
  /** Lines to mark, both included; the page scrolls to them. */
  marked?: { from: number; to: number };
  maxHeight?: string;
}

/** Lines as they stand in a file, with their numbers. */
export function NumberedLines({
  label,
  text,
  startLine = 1,
  marked,
  maxHeight,
}: NumberedLinesProps) {
  const first = useRef<HTMLSpanElement>(null);
  const from = marked?.from;
  useEffect(() => {
    first.current?.scrollIntoView({ block: 'center' });
  }, [from]);
  const lines = text.replace(/\n$/, '').split('\n');
  return (
    <CodeBlock label={label} maxHeight={maxHeight}>
      {lines.map((line, index) => {
        const number = startLine + index;
        const isMarked = marked && number >= marked.from && number <= marked.to;
        return (
          <span
            key={number}
            ref={number === from ? first : undefined}
            className={styles.line}
            data-marked={isMarked || undefined}
          >
            <span className={styles.number} aria-hidden="true">
              {number}
            </span>
            <span>{`${line}\n`}</span>
          </span>
        );
      })}
    </CodeBlock>
  );
}

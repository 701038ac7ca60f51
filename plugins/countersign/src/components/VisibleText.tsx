import { visibleText } from '../format/visibleText';
import { useText } from '../translation/useText';
import styles from './VisibleText.module.css';

/** What stands where a secret was taken out on receipt. */
const REDACTION = /(\[redacted(?:[:\s][^\]]*)?\])/gi;

/** Text that others wrote, with what cannot be seen and what was redacted both marked. */
export function VisibleText({ text }: { text: string }) {
  const t = useText();
  return (
    // Isolated, so that text from right to left cannot reorder what stands around it.
    <bdi>
      {visibleText(text).map((part, index) =>
        part.kind === 'hidden' ? (
          <mark
            key={index}
            className={styles.hidden}
            title={t('common.hidden', { codePoint: part.codePoint })}
          >
            {part.codePoint}
          </mark>
        ) : (
          part.text.split(REDACTION).map((piece, at) =>
            at % 2 === 1 ? (
              <mark key={`${index}.${at}`} className={styles.redacted}>
                {piece}
              </mark>
            ) : (
              piece
            ),
          )
        ),
      )}
    </bdi>
  );
}

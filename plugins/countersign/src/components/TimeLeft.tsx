import { RiTimerLine } from '@remixicon/react';
import { useNow } from '../data/NowProvider';
import { secondsBetween } from '../format/timeSpan';
import { useSpan } from '../format/useSpan';
import { useText } from '../translation/useText';
import styles from './TimeLeft.module.css';

/** Below this many seconds the time left is marked as short. */
const SHORT = 15 * 60;

/** How long one may still answer. */
export function TimeLeft({ until }: { until: string }) {
  const t = useText();
  const span = useSpan();
  const seconds = secondsBetween(useNow(), until);
  return (
    <time
      className={styles.left}
      dateTime={until}
      title={new Date(until).toLocaleString()}
      data-short={seconds < SHORT || undefined}
    >
      <RiTimerLine size={14} aria-hidden="true" />
      {seconds <= 0 ? t('time.overdue') : t('time.left', { span: span(seconds) })}
    </time>
  );
}

import type { Level } from '@countersign/model';
import { useText } from '../translation/useText';
import styles from './LevelBadge.module.css';

/** Bars out of four: the level is told by shape and word, colour only repeats it. */
const BARS: Record<Level, number> = { low: 1, moderate: 2, high: 3, critical: 4, unknown: 0 };

export interface LevelBadgeProps {
  level: Level;
  size?: 'small' | 'large';
}

/** How much an action could hurt, at a glance. */
export function LevelBadge({ level, size = 'small' }: LevelBadgeProps) {
  const t = useText();
  const label = t(`level.${level}`);
  return (
    <span className={styles.badge} data-level={level} data-size={size}>
      <span className={styles.bars} aria-hidden="true">
        {level === 'unknown'
          ? '?'
          : [1, 2, 3, 4].map(bar => <i key={bar} data-on={bar <= BARS[level] || undefined} />)}
      </span>
      <span className={styles.hidden}>{t('level.label', { level: label })}</span>
      <span aria-hidden="true">{label}</span>
    </span>
  );
}

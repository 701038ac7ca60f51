import type { Decision } from '@countersign/model';
import { useText } from '../translation/useText';
import styles from './Contributions.module.css';

/** What the score is made of, the largest first: what adds as a bar, what takes away in words. */
export function Contributions({ contributions }: { contributions: Decision['contributions'] }) {
  const t = useText();
  const sorted = contributions
    .filter(contribution => contribution.points !== 0)
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
  const largest = Math.max(1, ...sorted.map(({ points }) => Math.abs(points)));
  if (sorted.length === 0) {
    return <p className={styles.none}>{t('common.none')}</p>;
  }
  return (
    <ul className={styles.list}>
      {sorted.map(({ factor, points }) => (
        <li key={factor}>
          <span className={styles.factor}>{factor.replaceAll('_', ' ')}</span>
          <span className={styles.track} aria-hidden="true">
            <span
              className={styles.bar}
              data-lowers={points < 0 || undefined}
              style={{ width: `${(Math.abs(points) / largest) * 100}%` }}
            />
          </span>
          <span className={styles.points}>
            {t('request.impact.points', { points: `${points > 0 ? '+' : ''}${round(points)}` })}
          </span>
        </li>
      ))}
    </ul>
  );
}

const round = (points: number) => String(Math.round(points * 10) / 10);

import { Skeleton, VisuallyHidden } from '@backstage/ui';
import { useText } from '../translation/useText';
import styles from './Loading.module.css';

/** Stands in the place of rows that are on their way. */
export function Loading({ rows = 3, height = 72 }: { rows?: number; height?: number }) {
  const t = useText();
  return (
    <div className={styles.loading} role="status">
      <VisuallyHidden>{t('common.loading')}</VisuallyHidden>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={height} width="100%" />
      ))}
    </div>
  );
}

import type { PolicyInForce } from '@countersign/client';
import { useText } from '../translation/useText';
import styles from './PolicyMarks.module.css';

/** The layer, and the mode where it is not the usual one. */
export function PolicyMarks({ policy }: { policy: Pick<PolicyInForce, 'layer' | 'mode'> }) {
  const t = useText();
  return (
    <span className={styles.marks}>
      <span data-mark={policy.layer}>{t(`policies.layer.${policy.layer}`)}</span>
      {policy.mode !== 'active' && (
        <span data-mark={policy.mode}>{t(`policies.mode.${policy.mode}`)}</span>
      )}
    </span>
  );
}

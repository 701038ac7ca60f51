import type { RequestState } from '@countersign/client';
import {
  RiCheckboxCircleLine,
  RiCloseCircleLine,
  RiHourglassLine,
  RiTimeLine,
  RiArrowGoBackLine,
  type RemixiconComponentType,
} from '@remixicon/react';
import { useText } from '../translation/useText';
import styles from './StateBadge.module.css';

const ICONS: Record<RequestState, RemixiconComponentType> = {
  pending: RiHourglassLine,
  approved: RiCheckboxCircleLine,
  refused: RiCloseCircleLine,
  expired: RiTimeLine,
  cancelled: RiArrowGoBackLine,
};

/** Where a request stands. */
export function StateBadge({ state }: { state: RequestState }) {
  const t = useText();
  const Icon = ICONS[state];
  return (
    <span className={styles.badge} data-state={state}>
      <Icon size={14} aria-hidden="true" />
      {t(`state.${state}`)}
    </span>
  );
}

import type { RequestDetail } from '@countersign/client';
import {
  RiArrowGoBackLine,
  RiGitBranchLine,
  RiHistoryLine,
  RiQuestionLine,
  type RemixiconComponentType,
} from '@remixicon/react';
import { useText } from '../translation/useText';
import styles from './Glance.module.css';

/** The three or four facts that weigh most, in a line each. */
export function Glance({ request }: { request: RequestDetail }) {
  const t = useText();
  const { reversibility, blastRadius, rollbackPlan, missing } = request.factors;
  const radius = t('request.decide.radius', { count: blastRadius.size });
  const tiers = t('request.decide.radiusTiers', {
    tier0: String(blastRadius.tier0),
    tier1: String(blastRadius.tier1),
  });
  return (
    <ul className={styles.glance} aria-label={t('request.decide.glance')}>
      <Fact icon={RiArrowGoBackLine} bad={!reversibility || reversibility === 'irreversible'}>
        {t(`reversibility.${reversibility ?? 'unknown'}`)}
      </Fact>
      {!missing.includes('target') && (
        <Fact icon={RiGitBranchLine} bad={blastRadius.tier0 > 0}>
          {blastRadius.tier0 + blastRadius.tier1 > 0 ? `${radius} (${tiers})` : radius}
        </Fact>
      )}
      <Fact icon={RiHistoryLine} bad={rollbackPlan === 'none' && reversibility !== 'read_only'}>
        {t(`request.decide.rollback.${rollbackPlan}`)}
      </Fact>
      {missing.map(evidence => (
        <Fact key={evidence} icon={RiQuestionLine} bad>
          {t(`missing.${evidence}`)}
        </Fact>
      ))}
    </ul>
  );
}

interface FactProps {
  icon: RemixiconComponentType;
  bad?: boolean;
  children: React.ReactNode;
}

function Fact({ icon: Icon, bad, children }: FactProps) {
  return (
    <li data-bad={bad || undefined}>
      <Icon size={16} aria-hidden="true" />
      <span>{children}</span>
    </li>
  );
}

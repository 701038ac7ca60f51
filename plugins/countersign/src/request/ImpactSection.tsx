import type { RequestDetail } from '@countersign/client';
import { EFFECTS, type Decision, type ImpactFactors } from '@countersign/model';
import { LevelBadge } from '../components/LevelBadge';
import { useAgo } from '../components/Moment';
import { Section } from '../components/Section';
import { useText } from '../translation/useText';
import { Contributions } from './Contributions';
import styles from './ImpactSection.module.css';

/** How the level came about, what the score is made of, and where each fact comes from. */
export function ImpactSection({ request }: { request: RequestDetail }) {
  const t = useText();
  const { decision, factors } = request;
  return (
    <Section
      heading={t('request.impact.heading')}
      aside={
        <span className={styles.score} title={t('request.impact.scoreNote')}>
          {t('request.impact.score', { score: String(decision.score) })}
        </span>
      }
    >
      <h4 className={styles.subheading}>{t('request.impact.derivation')}</h4>
      <Derivation derivation={decision.derivation} />
      <h4 className={styles.subheading}>{t('request.impact.effects')}</h4>
      <Effects effects={factors.effects} />
      <h4 className={styles.subheading}>{t('request.impact.contributions')}</h4>
      <Contributions contributions={decision.contributions} />
      <details className={styles.sources}>
        <summary>
          {t('request.impact.sources')} ·{' '}
          {t('request.impact.confidence', { confidence: percent(factors.confidence) })}
        </summary>
        <ul>
          {factors.sources.map((source, index) => (
            <Source key={index} source={source} />
          ))}
        </ul>
      </details>
    </Section>
  );
}

function Derivation({ derivation }: { derivation: Decision['derivation'] }) {
  const t = useText();
  const { reversibility, band, cell, raises } = derivation;
  return (
    <ol className={styles.derivation}>
      <li>
        <span>
          {t(cell ? 'request.impact.matrix' : 'request.impact.noCell')}
          <small>
            {t('request.impact.cell', {
              reversibility: t(`reversibility.${reversibility ?? 'unknown'}`),
              band: t(`band.${band}`),
            })}
          </small>
        </span>
        <LevelBadge level={cell ?? 'unknown'} />
      </li>
      {raises.map(raise => (
        <li key={raise.name}>
          <span>{t('request.impact.raisedBy', { name: raise.name })}</span>
          <LevelBadge level={raise.to} />
        </li>
      ))}
    </ol>
  );
}

function Effects({ effects }: { effects: ImpactFactors['effects'] }) {
  const t = useText();
  return (
    <ul className={styles.effects}>
      {EFFECTS.map(effect => (
        <li key={effect} data-size={effects[effect]}>
          {t(`effect.${effect}`)}: <strong>{t(`effect.size.${effects[effect]}`)}</strong>
        </li>
      ))}
    </ul>
  );
}

function Source({ source }: { source: ImpactFactors['sources'][number] }) {
  const t = useText();
  const ago = useAgo(source.observedAt);
  return (
    <li>
      {t('request.impact.source', {
        factor: source.factor,
        source: source.source,
        ago,
        confidence: percent(source.confidence),
      })}
    </li>
  );
}

const percent = (share: number) => String(Math.round(share * 100));

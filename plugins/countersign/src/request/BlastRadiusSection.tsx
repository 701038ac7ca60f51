import { Button } from '@backstage/ui';
import type { Hit, ImpactFactors } from '@countersign/model';
import { useState } from 'react';
import { EntityLink } from '../components/EntityLink';
import { Section } from '../components/Section';
import { entityName } from '../format/entityName';
import { useText } from '../translation/useText';
import styles from './BlastRadiusSection.module.css';

/** Rows before one asks for all. */
const FIRST = 12;

/** Who else is hit when the target suffers: each service, how the harm gets there, whose it is. */
export function BlastRadiusSection({ factors }: { factors: ImpactFactors }) {
  const t = useText();
  const [showsAll, setShowsAll] = useState(false);
  const { blastRadius, missing } = factors;
  const { hits, size, depth, owners } = blastRadius;
  const sorted = [...hits].sort(
    (a, b) => (a.tier ?? 9) - (b.tier ?? 9) || a.depth - b.depth || a.ref.localeCompare(b.ref),
  );
  const shown = showsAll ? sorted : sorted.slice(0, FIRST);
  const guess = missing.includes('dependencies') || missing.includes('target');
  return (
    <Section
      heading={t('request.radius.heading')}
      aside={
        size > 0 && (
          <span className={styles.summary}>
            {t('request.radius.summary', { count: size, depth: String(depth) })}
            {' · '}
            {t('request.radius.owners', { count: owners.length })}
          </span>
        )
      }
    >
      {size === 0 && (
        <p className={styles.none}>
          {t(guess ? 'request.radius.noneMissing' : 'request.radius.none')}
        </p>
      )}
      {shown.length > 0 && (
        <ul className={styles.hits}>
          {shown.map(hit => (
            <HitRow key={hit.ref} hit={hit} />
          ))}
        </ul>
      )}
      {sorted.length > shown.length && (
        <Button size="small" variant="tertiary" onPress={() => setShowsAll(true)}>
          {t('request.radius.showAll', { all: String(sorted.length) })}
        </Button>
      )}
      {showsAll && size > hits.length && (
        <p className={styles.none}>
          {t('request.radius.truncated', { shown: String(hits.length), all: String(size) })}
        </p>
      )}
    </Section>
  );
}

function HitRow({ hit }: { hit: Hit }) {
  const t = useText();
  const between = hit.path.slice(1, -1).map(entityName);
  return (
    <li data-tier={hit.tier}>
      <span className={styles.tier}>
        {hit.tier === undefined ? '–' : t('tier', { tier: String(hit.tier) })}
      </span>
      <span className={styles.service}>
        <EntityLink entityRef={hit.ref} />
        <small title={t('request.radius.path')}>
          {between.length === 0 ? t('request.radius.direct') : `← ${between.reverse().join(' ← ')}`}
        </small>
      </span>
      <span className={styles.owner} title={t('request.radius.owner')}>
        {hit.owner ? entityName(hit.owner) : t('request.radius.noOwner')}
      </span>
    </li>
  );
}

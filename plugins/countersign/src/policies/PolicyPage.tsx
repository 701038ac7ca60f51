import { useRouteRef } from '@backstage/core-plugin-api';
import { ButtonLink, Link } from '@backstage/ui';
import type { PolicyInForce } from '@countersign/client';
import { RiArrowLeftLine, RiFileShield2Line } from '@remixicon/react';
import { useParams, useSearchParams } from 'react-router-dom';
import { Empty } from '../components/Empty';
import { EntityLink } from '../components/EntityLink';
import { Failure } from '../components/Failure';
import { Loading } from '../components/Loading';
import { NumberedLines } from '../components/NumberedLines';
import { Section } from '../components/Section';
import { usePolicies } from '../data/usePolicies';
import { policiesRouteRef } from '../routes';
import { useText } from '../translation/useText';
import { PolicyMarks } from './PolicyMarks';
import { readPolicyFacts } from './readPolicyFacts';
import styles from './PolicyPage.module.css';

/** One policy in force, to the letter. `?lines=12-20` in the address marks lines. */
export function PolicyPage() {
  const t = useText();
  const { name = '' } = useParams();
  const policies = usePolicies();
  const policiesPath = useRouteRef(policiesRouteRef)();
  if (policies.isPending) {
    return <Loading rows={3} height={160} />;
  }
  if (policies.isError && !policies.data) {
    return (
      <Failure
        error={policies.error}
        onRetry={() => void policies.refetch()}
        isRetrying={policies.isFetching}
      />
    );
  }
  const policy = policies.data.find(candidate => candidate.name === name);
  return policy ? (
    <PolicyView policy={policy} />
  ) : (
    <Empty
      icon={<RiFileShield2Line size={28} />}
      title={t('policies.notFound.title', { name })}
      text={t('policies.notFound.text')}
      action={
        <ButtonLink variant="secondary" href={policiesPath}>
          {t('policies.heading')}
        </ButtonLink>
      }
    />
  );
}

function PolicyView({ policy }: { policy: PolicyInForce }) {
  const t = useText();
  const policiesPath = useRouteRef(policiesRouteRef)();
  const [params] = useSearchParams();
  const { owner, description, rules } = readPolicyFacts(policy);
  const facts = [
    { term: t('policies.owner'), detail: owner && <EntityLink entityRef={owner} /> },
    {
      term: t('policies.by'),
      detail: `${policy.by} (${t(`policies.source.${policy.source}`)})`,
    },
    { term: t('policies.why'), detail: policy.why },
    { term: t('policies.from'), detail: <code>{policy.uri}</code> },
    { term: t('policies.digest'), detail: <code>{policy.digest}</code> },
  ];
  return (
    <article className={styles.view}>
      <header className={styles.head}>
        <Link href={policiesPath} variant="body-small">
          <RiArrowLeftLine size={14} aria-hidden="true" /> {t('policies.back')}
        </Link>
        <h2 className={styles.heading}>
          {policy.title ?? policy.name} <PolicyMarks policy={policy} />
        </h2>
        {description && <p>{description}</p>}
      </header>
      <Section
        heading={t('policies.published', {
          time: new Date(policy.publishedAt).toLocaleString(),
        })}
      >
        <dl className={styles.facts}>
          {facts.map(
            ({ term, detail }) =>
              detail && (
                <div key={term}>
                  <dt>{term}</dt>
                  <dd>{detail}</dd>
                </div>
              ),
          )}
        </dl>
      </Section>
      <Section heading={t('policies.text')}>
        {rules.length > 0 && (
          <nav aria-label={t('policies.rules')} className={styles.rules}>
            {rules.map(rule => (
              <Link key={rule.name} href={`?lines=${rule.line}-${rule.line}`} variant="body-small">
                {rule.name}
              </Link>
            ))}
          </nav>
        )}
        <NumberedLines
          label={t('policies.text')}
          text={policy.text}
          marked={readLines(params.get('lines'))}
          maxHeight="none"
        />
      </Section>
    </article>
  );
}

function readLines(text: string | null): { from: number; to: number } | undefined {
  const match = /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(text ?? '');
  return match ? { from: Number(match[1]), to: Number(match[2] ?? match[1]) } : undefined;
}

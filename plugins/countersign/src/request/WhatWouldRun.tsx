import type { RequestDetail } from '@countersign/client';
import type { JsonObject } from '@countersign/model';
import { CodeBlock } from '../components/CodeBlock';
import { EntityLink } from '../components/EntityLink';
import { Section } from '../components/Section';
import { VisibleText } from '../components/VisibleText';
import { printJson } from '../format/printJson';
import { visibleText, type TextPart } from '../format/visibleText';
import { useText } from '../translation/useText';
import { splitCommand } from './splitCommand';
import styles from './WhatWouldRun.module.css';

/** The action, verbatim and complete but for marked redactions. */
export function WhatWouldRun({ request }: { request: RequestDetail }) {
  const t = useText();
  const { proposal, resource, actionType, actionDigest } = request;
  const { executor } = proposal.context;
  return (
    <Section
      heading={t('request.what.heading')}
      aside={
        <code className={styles.digest} title={`${t('request.what.digest')}: ${actionDigest}`}>
          {actionDigest.slice(0, 19)}…
        </code>
      }
    >
      <dl className={styles.facts}>
        <div>
          <dt>{t('request.what.target')}</dt>
          <dd>
            <EntityLink entityRef={resource.ref} known={resource.known} />
            {resource.tier !== undefined && ` · ${t('tier', { tier: String(resource.tier) })}`}
          </dd>
        </div>
        <div>
          <dt>{t('request.what.type')}</dt>
          <dd title={actionType?.description}>
            <VisibleText text={proposal.action.name} />
            {!actionType && ` (${t('request.what.unknownType')})`}
          </dd>
        </div>
        {(executor || !request.redacted) && (
          <div>
            <dt>{t('request.what.executor')}</dt>
            <dd>{executor ?? t('request.what.noExecutor')}</dd>
          </div>
        )}
      </dl>
      <Parameters request={request} />
      {resource.ref !== proposal.resource.id && (
        <p className={styles.note}>
          {proposal.resource.type}: <VisibleText text={proposal.resource.id} />
        </p>
      )}
    </Section>
  );
}

function Parameters({ request }: { request: RequestDetail }) {
  const t = useText();
  if (request.redacted) {
    return <p className={styles.note}>{t('request.what.hiddenParameters')}</p>;
  }
  const { command, rest } = splitCommand(request.proposal.action.properties ?? {});
  const candidates: { label: string; text?: string; prompt?: boolean }[] = [
    { label: t('request.what.command'), text: command, prompt: true },
    { label: t('request.what.parameters'), text: print(rest) },
    // The digest covers what the agent says of the resource, so it is shown as well.
    {
      label: t('request.what.targetProperties'),
      text: print(request.proposal.resource.properties),
    },
  ];
  const blocks = candidates.filter((block): block is Block => block.text !== undefined);
  const hidden = blocks.flatMap(block => visibleText(block.text)).filter(isHidden).length;
  return blocks.length === 0 ? (
    <p className={styles.note}>{t('request.what.noParameters')}</p>
  ) : (
    <div className={styles.parameters}>
      {blocks.map(({ label, text, prompt }) => (
        <CodeBlock key={label} label={label} maxHeight="14rem">
          {prompt && (
            <span className={styles.prompt} aria-hidden="true">
              ${' '}
            </span>
          )}
          <VisibleText text={text} />
        </CodeBlock>
      ))}
      {hidden > 0 && (
        <p className={styles.careful} role="note">
          {t('request.what.hiddenCharacters', { count: hidden })}
        </p>
      )}
    </div>
  );
}

interface Block {
  label: string;
  text: string;
  prompt?: boolean;
}

const isHidden = (part: TextPart) => part.kind === 'hidden';

function print(value: JsonObject | undefined): string | undefined {
  return value && Object.keys(value).length > 0 ? printJson(value) : undefined;
}

import { Moment } from '../components/Moment';
import { CodeBlock } from '../components/CodeBlock';
import { Section } from '../components/Section';
import { useStatus } from '../data/useStatus';
import { useText } from '../translation/useText';

/** Why the newest policies are not in force, fault by fault. Nothing when they are. */
export function SeedingFaults() {
  const t = useText();
  const fault = useStatus().data?.policies.fault;
  if (!fault) {
    return null;
  }
  return (
    <Section
      heading={t('policies.faults.list')}
      description={fault.message}
      aside={<Moment at={fault.at} />}
    >
      {fault.faults.length > 0 && (
        <CodeBlock label={t('policies.faults.list')}>{fault.faults.join('\n')}</CodeBlock>
      )}
    </Section>
  );
}

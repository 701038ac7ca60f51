import { Button, Select, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { REQUEST_STATES } from '@countersign/client';
import { RiCloseLine } from '@remixicon/react';
import { entityName } from '../format/entityName';
import { useText } from '../translation/useText';
import { QUEUE_SORTS, type QueueFilter, type QueueSort } from './useQueueFilter';
import styles from './QueueFilters.module.css';

export interface QueueFiltersProps {
  filter: QueueFilter;
  onChange: (change: Partial<QueueFilter>) => void;
}

/** Whose requests, in which state, in which order. */
export function QueueFilters({ filter, onChange }: QueueFiltersProps) {
  const t = useText();
  const states = ['any', ...REQUEST_STATES] as const;
  return (
    <div className={styles.filters} role="search">
      <ToggleButtonGroup
        aria-label={t('queue.show.label')}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[filter.show]}
        onSelectionChange={keys => {
          const [show] = keys as Set<QueueFilter['show']>;
          onChange(show === 'mine' ? { show, state: 'pending' } : { show });
        }}
      >
        <ToggleButton id="mine">{t('queue.show.mine')}</ToggleButton>
        <ToggleButton id="all">{t('queue.show.all')}</ToggleButton>
      </ToggleButtonGroup>
      {filter.show === 'all' && (
        <Select
          aria-label={t('queue.state.label')}
          options={states.map(value => ({
            value,
            label: value === 'any' ? t('queue.state.any') : t(`state.${value}`),
          }))}
          value={filter.state}
          onChange={state => onChange({ state: state as QueueFilter['state'] })}
        />
      )}
      <Select
        aria-label={t('queue.sort.label')}
        options={QUEUE_SORTS.map(value => ({ value, label: t(`queue.sort.${value}`) }))}
        value={filter.sort}
        onChange={sort => onChange({ sort: sort as QueueSort })}
      />
      {filter.target && (
        <Button
          variant="secondary"
          iconEnd={<RiCloseLine />}
          aria-label={t('queue.clearTarget')}
          onPress={() => onChange({ target: undefined })}
        >
          {t('queue.target', { target: entityName(filter.target) })}
        </Button>
      )}
    </div>
  );
}

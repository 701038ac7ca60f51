import { Button, Text } from '@backstage/ui';
import { RiCheckDoubleLine, RiSearchEyeLine } from '@remixicon/react';
import { useMemo } from 'react';
import { Empty } from '../components/Empty';
import { Failure } from '../components/Failure';
import { Loading } from '../components/Loading';
import { useRequests } from '../data/useRequests';
import { useText } from '../translation/useText';
import { QueueFilters } from './QueueFilters';
import { RequestList } from './RequestList';
import { sortRequests } from './sortRequests';
import { queryOf, useQueueFilter, type QueueFilter } from './useQueueFilter';
import styles from './QueuePage.module.css';

/** What waits for people: mine unless the address says otherwise. */
export function QueuePage() {
  const t = useText();
  const [filter, setFilter] = useQueueFilter();
  const requests = useRequests(queryOf(filter));
  const { items, hasNextPage, isFetchingNextPage } = requests;
  const sorted = useMemo(() => items && sortRequests(items, filter.sort), [items, filter.sort]);
  return (
    <>
      <div className={styles.head}>
        <h2 className={styles.heading}>{t('queue.heading')}</h2>
        <QueueFilters filter={filter} onChange={setFilter} />
      </div>
      {requests.isError && (
        <Failure
          error={requests.error}
          onRetry={() => void requests.refetch()}
          isRetrying={requests.isFetching}
        />
      )}
      <div aria-busy={requests.isPlaceholderData} className={styles.rows}>
        {requests.isPending && <Loading rows={6} />}
        {sorted?.length === 0 && !requests.isError && (
          <NothingHere filter={filter} onChange={setFilter} />
        )}
        {sorted && sorted.length > 0 && (
          <RequestList
            requests={sorted}
            label={t('queue.list')}
            marksMine={filter.show === 'all'}
          />
        )}
      </div>
      {sorted && sorted.length > 0 && (
        <div className={styles.foot}>
          <Text as="p" variant="body-small" color="secondary" role="status">
            {t(hasNextPage ? 'queue.countMore' : 'queue.count', { count: sorted.length })}
            {'. '}
            {t('queue.keys')}
          </Text>
          {hasNextPage && (
            <Button
              variant="secondary"
              isPending={isFetchingNextPage}
              onPress={() => void requests.fetchNextPage()}
            >
              {t('common.more')}
            </Button>
          )}
        </div>
      )}
    </>
  );
}

function NothingHere({
  filter,
  onChange,
}: {
  filter: QueueFilter;
  onChange: (change: Partial<QueueFilter>) => void;
}) {
  const t = useText();
  if (filter.show === 'mine' && !filter.target) {
    return (
      <Empty
        icon={<RiCheckDoubleLine size={28} />}
        tone="good"
        title={t('queue.empty.mine.title')}
        text={t('queue.empty.mine.text')}
        action={
          <Button variant="secondary" onPress={() => onChange({ show: 'all' })}>
            {t('queue.empty.mine.action')}
          </Button>
        }
      />
    );
  }
  const filtered = filter.target !== undefined || filter.state !== 'pending';
  return (
    <Empty
      icon={<RiSearchEyeLine size={28} />}
      title={t('queue.empty.all.title')}
      text={t('queue.empty.all.text')}
      action={
        filtered && (
          <Button
            variant="secondary"
            onPress={() => onChange({ target: undefined, state: 'pending' })}
          >
            {t('queue.empty.filtered')}
          </Button>
        )
      }
    />
  );
}

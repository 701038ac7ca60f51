import { useRouteRef } from '@backstage/core-plugin-api';
import { ButtonLink, Text } from '@backstage/ui';
import type { RequestQuery } from '@countersign/client';
import { Failure } from '../components/Failure';
import { Loading } from '../components/Loading';
import { useRequests } from '../data/useRequests';
import { RequestList } from '../queue/RequestList';
import { sortRequests } from '../queue/sortRequests';
import { allAbout } from '../queue/useQueueFilter';
import { queueRouteRef } from '../routes';
import { useText } from '../translation/useText';
import styles from './EntityRequests.module.css';

export interface EntityRequestsProps {
  entityRef: string;
  /** Rows of each list. */
  rows: number;
}

/** What waits for an answer about one entity, and what was asked about it lately. */
export function EntityRequests({ entityRef, rows }: EntityRequestsProps) {
  const t = useText();
  const queuePath = useRouteRef(queueRouteRef)();
  return (
    <div className={styles.lists}>
      <Requests
        heading={t('entity.waiting')}
        none={t('entity.noneWaiting')}
        query={{ target: entityRef, state: 'pending', limit: rows }}
      />
      <Requests
        heading={t('entity.recent')}
        none={t('entity.noneRecent')}
        query={{ target: entityRef, limit: rows }}
        onlySettled
      />
      <div>
        <ButtonLink size="small" variant="secondary" href={`${queuePath}${allAbout(entityRef)}`}>
          {t('entity.all')}
        </ButtonLink>
      </div>
    </div>
  );
}

interface RequestsProps {
  heading: string;
  none: string;
  query: RequestQuery & { limit: number };
  /** Leaves out what still waits, which stands in the other list. */
  onlySettled?: boolean;
}

function Requests({ heading, none, query, onlySettled = false }: RequestsProps) {
  const requests = useRequests(query, query.limit);
  const items = requests.items
    ?.slice(0, query.limit)
    .filter(request => !onlySettled || request.state !== 'pending');
  return (
    <div className={styles.list}>
      <Text as="h3" variant="body-small" weight="bold" color="secondary">
        {heading}
      </Text>
      {requests.isPending && <Loading rows={2} height={56} />}
      {requests.isError && (
        <Failure
          error={requests.error}
          onRetry={() => void requests.refetch()}
          isRetrying={requests.isFetching}
        />
      )}
      {items?.length === 0 && (
        <Text as="p" variant="body-medium" color="secondary">
          {none}
        </Text>
      )}
      {items && items.length > 0 && (
        <RequestList
          requests={sortRequests(items, onlySettled ? 'newest' : 'deadline')}
          label={heading}
          withTarget={false}
        />
      )}
    </div>
  );
}

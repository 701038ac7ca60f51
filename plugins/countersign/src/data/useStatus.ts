import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { countersignApiRef } from '../api/countersignApiRef';
import { usePollInterval } from './LiveUpdates';
import { queryKeys } from './queryKeys';

/** How Countersign itself is doing. */
export function useStatus() {
  const api = useApi(countersignApiRef);
  return useQuery({
    queryKey: queryKeys.status,
    queryFn: ({ signal }) => api.status({ signal }),
    refetchInterval: usePollInterval(),
  });
}

import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { countersignApiRef } from '../api/countersignApiRef';
import { usePollInterval } from './LiveUpdates';
import { queryKeys } from './queryKeys';

/** One request with everything that its reviewer may see. */
export function useRequest(id: string) {
  const api = useApi(countersignApiRef);
  return useQuery({
    queryKey: queryKeys.request(id),
    queryFn: ({ signal }) => api.request(id, { signal }),
    refetchInterval: usePollInterval(),
  });
}

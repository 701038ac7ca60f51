import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { countersignApiRef } from '../api/countersignApiRef';
import { queryKeys } from './queryKeys';

/** The policy versions in force. */
export function usePolicies() {
  const api = useApi(countersignApiRef);
  return useQuery({
    queryKey: queryKeys.policies,
    queryFn: ({ signal }) => api.policies({ signal }),
    select: list => list.items,
  });
}

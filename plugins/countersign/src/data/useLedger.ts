import { useApi } from '@backstage/frontend-plugin-api';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { countersignApiRef } from '../api/countersignApiRef';
import { usePollInterval } from './LiveUpdates';
import { queryKeys } from './queryKeys';

/** The newest checkpoint, as the signed note that it is. */
export function useCheckpoint() {
  const api = useApi(countersignApiRef);
  return useQuery({
    queryKey: queryKeys.checkpoint,
    queryFn: ({ signal }) => api.ledgerCheckpoint({ signal }),
    refetchInterval: usePollInterval(),
  });
}

/**
 * Leaves of the ledger from `start` on. They never change, so what was read once is kept.
 *
 * @param limit 1 to 256; nothing is asked for while it is 0.
 */
export function useLedgerEntries(start: number, limit: number) {
  const api = useApi(countersignApiRef);
  return useQuery({
    queryKey: queryKeys.entries(start, limit),
    queryFn: ({ signal }) => api.ledgerEntries({ start, limit }, { signal }),
    enabled: limit > 0,
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  });
}

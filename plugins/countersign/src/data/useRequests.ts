import { useApi } from '@backstage/frontend-plugin-api';
import type { RequestQuery } from '@countersign/client';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { countersignApiRef } from '../api/countersignApiRef';
import { usePollInterval } from './LiveUpdates';
import { queryKeys } from './queryKeys';

/** The most that the interface gives at once. */
const PAGE = 100;

/**
 * Requests, page after page. Pages are fetched by themselves until `complete` rows are there, so
 * that what is sorted on the page is sorted over all of them; what lies beyond is fetched on demand.
 *
 * @param complete rows to have before waiting to be asked for more.
 */
export function useRequests(query: Omit<RequestQuery, 'cursor'>, complete = 500) {
  const api = useApi(countersignApiRef);
  const limit = query.limit ?? PAGE;
  const result = useInfiniteQuery({
    queryKey: queryKeys.requests({ ...query, limit }),
    queryFn: ({ pageParam, signal }) =>
      api.listRequests({ ...query, limit, cursor: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.nextCursor,
    refetchInterval: usePollInterval(),
    placeholderData: keepPreviousData,
  });
  const items = result.data?.pages.flatMap(page => page.items);
  const { hasNextPage, isFetching, isError, isPlaceholderData, fetchNextPage } = result;
  const goOn = hasNextPage && !isFetching && !isError && !isPlaceholderData;
  const have = items?.length ?? 0;
  const wanted = goOn && have < complete;
  useEffect(() => {
    if (wanted) {
      void fetchNextPage();
    }
    // `have` is listed because a quick answer may never be seen as fetching.
  }, [wanted, have, fetchNextPage]);
  return { ...result, items };
}

import { useApi } from '@backstage/frontend-plugin-api';
import type { RequestDetail, Vote } from '@countersign/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { countersignApiRef } from '../api/countersignApiRef';
import { queryKeys } from './queryKeys';

/** A vote on its way. The key makes a second attempt count as the first. */
export interface Ballot {
  vote: Vote;
  reason?: string;
  idempotencyKey: string;
}

/** Votes on a request. */
export function useReview(request: Pick<RequestDetail, 'id'>) {
  const api = useApi(countersignApiRef);
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ vote, reason, idempotencyKey }: Ballot) =>
      api.review(request.id, { vote, reason }, { idempotencyKey }),
    onSuccess: detail => {
      queryClient.setQueryData(queryKeys.request(request.id), detail);
      void queryClient.invalidateQueries({ queryKey: queryKeys.all });
    },
    onError: () => queryClient.invalidateQueries({ queryKey: queryKeys.request(request.id) }),
  });
}

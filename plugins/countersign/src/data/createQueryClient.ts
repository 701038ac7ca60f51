import { CountersignError } from '@countersign/client';
import { QueryClient } from '@tanstack/react-query';

/** A refusal will be the same next time; silence may not. */
const mayPass = (error: unknown) => !(error instanceof CountersignError) || error.status >= 500;

/** A cache for what Countersign answered. Fresh for five seconds; one quiet retry. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        // Portals on an own network are reachable when the browser believes itself offline.
        networkMode: 'always',
        retry: (failures, error) => failures < 1 && mayPass(error),
        retryDelay: 1_000,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

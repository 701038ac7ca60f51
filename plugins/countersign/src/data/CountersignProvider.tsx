import { useApi } from '@backstage/frontend-plugin-api';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { countersignApiRef, type CountersignApi } from '../api/countersignApiRef';
import { createQueryClient } from './createQueryClient';
import { LiveUpdates } from './LiveUpdates';
import { NowProvider } from './NowProvider';

/** One cache for each client, shared by pages, cards and tabs, and gone with it. */
const queryClients = new WeakMap<CountersignApi, QueryClient>();

/** What every component of the portal stands in: the cache, the live updates and the clock. */
export function CountersignProvider({ children }: { children: ReactNode }) {
  const api = useApi(countersignApiRef);
  let queryClient = queryClients.get(api);
  if (!queryClient) {
    queryClient = createQueryClient();
    queryClients.set(api, queryClient);
  }
  return (
    <QueryClientProvider client={queryClient}>
      <LiveUpdates>
        <NowProvider>{children}</NowProvider>
      </LiveUpdates>
    </QueryClientProvider>
  );
}

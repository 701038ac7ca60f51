import type { RequestQuery } from '@countersign/client';

/** Names of what the cache holds. Everything hangs under `all`. */
export const queryKeys = {
  all: ['countersign'] as const,
  requests: (query: RequestQuery) => ['countersign', 'requests', query] as const,
  request: (id: string) => ['countersign', 'request', id] as const,
  policies: ['countersign', 'policies'] as const,
  status: ['countersign', 'status'] as const,
  checkpoint: ['countersign', 'ledger', 'checkpoint'] as const,
  entries: (start: number, limit: number) =>
    ['countersign', 'ledger', 'entries', start, limit] as const,
};

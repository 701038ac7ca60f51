import { CountersignClient } from '@countersign/client';
import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import type { CountersignApi } from './countersignApiRef';

/**
 * The client over Backstage's own discovery and fetch, which adds the session of whoever is signed
 * in. The address is looked up on every call, because an app may split its backends or move them.
 */
export function createCountersignApi(options: {
  discoveryApi: DiscoveryApi;
  fetchApi: FetchApi;
}): CountersignApi {
  const { discoveryApi, fetchApi } = options;
  return new CountersignClient({
    baseUrl: PLACEHOLDER,
    fetch: async (input, init) => {
      const base = await discoveryApi.getBaseUrl('countersign');
      return fetchApi.fetch(base + String(input).slice(PLACEHOLDER.length), init);
    },
  });
}

/** Stands for an address that is known only when a call is made. */
const PLACEHOLDER = 'plugin://countersign';

import { createApiRef } from '@backstage/frontend-plugin-api';
import type { CountersignClient } from '@countersign/client';

/** What the portal asks of Countersign. */
export type CountersignApi = Pick<
  CountersignClient,
  | 'listRequests'
  | 'request'
  | 'review'
  | 'policies'
  | 'status'
  | 'ledgerCheckpoint'
  | 'ledgerEntries'
>;

/** The portal's client. Override it to reach Countersign another way. */
export const countersignApiRef = createApiRef<CountersignApi>().with({
  id: 'plugin.countersign.client',
  pluginId: 'countersign',
});

import { arapStatusOf } from '@countersign/approval';
import { requestPath } from '@countersign/backstage-plugin-countersign-common';
import type { TaskResponse } from '@countersign/client';
import { Problem } from '@countersign/model';
import type { CountersignStore } from '@countersign/store';
import type { Caller } from '../callers/Caller';
import type { CallerAuth } from '../callers/CallerAuth';
import type { Transact } from '../transactions/Transact';
import { expireRequest } from './expireRequest';

/** A request as its agent sees it. ARAP, "Task Status Endpoint". */
export class TaskReader {
  constructor(
    private readonly deps: {
      store: CountersignStore;
      transact: Transact;
      callers: CallerAuth;
      requestsEndpoint: () => Promise<string>;
      appUrl: string;
    },
  ) {}

  /** @throws Problem `not_found`, also for a caller that is not the request's agent */
  async read(caller: Caller, id: string): Promise<TaskResponse> {
    const { store, transact, callers, requestsEndpoint, appUrl } = this.deps;
    await expireRequest(store, transact, id);
    const request = await store.request(id);
    if (!request || !callers.isAgent(caller, request.agent)) {
      throw new Problem('not_found', 'There is no request of yours with this id.');
    }
    const status = arapStatusOf(request.state);
    const endpoint = `${await requestsEndpoint()}/${encodeURIComponent(id)}`;
    const approval = status === 'approved' ? await store.approvalOfRequest(id) : undefined;
    return {
      task: {
        id,
        status,
        status_endpoint: endpoint,
        expires_at: request.expiresAt,
        links: {
          review: `${appUrl}${requestPath(id)}`,
          ...(status === 'pending' && { cancel: `${endpoint}/cancel` }),
        },
      },
      ...(approval && {
        result: {
          mode: 'reevaluate' as const,
          approval: {
            id: approval.id,
            approved_at: approval.approvedAt,
            approved_until: approval.validUntil,
          },
        },
      }),
    };
  }
}

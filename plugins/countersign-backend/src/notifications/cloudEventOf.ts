import type { JsonObject } from '@countersign/model';

/** What `record` leaves in the outbox for each transition. */
export type EventPayload = {
  type: string;
  at: string;
  id: string;
  refs?: Record<string, string>;
  result?: string;
};

/** A transition as a CloudEvent 1.0. It carries ids, never parameters or people. */
export function cloudEventOf(messageId: string, source: string, payload: EventPayload): JsonObject {
  const { type, at, id, refs, result } = payload;
  return {
    specversion: '1.0',
    id: messageId,
    source,
    type: `dev.countersign.${type}`,
    subject: id,
    time: at,
    datacontenttype: 'application/json',
    data: { ...(refs && { refs }), ...(result && { result }) },
  };
}

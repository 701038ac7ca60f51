import { randomUUID } from 'node:crypto';
import { resolveActionType } from '@countersign/impact';
import type { Packet } from '@countersign/model';
import type { RequestRecord, StoreTransaction } from '@countersign/store';

/** The topic of messages that ask one person to review one request. */
export const ASK_TOPIC = 'review.asked';

/** What a notification says. Never parameters, and none of the agent's own words. */
export type AskPayload = {
  requestId: string;
  person: string;
  title: string;
  description: string;
  level: string;
};

/** Writes one message for each person who is asked, in the transaction that opens the request. */
export async function askPeople(
  tx: StoreTransaction,
  request: RequestRecord,
  packet: Packet,
  at: string,
): Promise<void> {
  const target = packet.resource.title ?? packet.resource.ref;
  const action = resolveActionType(request.action)?.title ?? request.action;
  const due = `${request.expiresAt.slice(0, 16).replace('T', ' ')} UTC`;
  await tx.enqueue(
    request.resolved.eligible.map(person => {
      const payload: AskPayload = {
        requestId: request.id,
        person,
        title: `${action}: ${target}`,
        description: `The agent ${request.agent} asks, and the policies want your answer until ${due}. Impact: ${request.level}.`,
        level: request.level,
      };
      return {
        id: randomUUID(),
        topic: ASK_TOPIC,
        key: `ask/${request.id}/${request.version}/${person}`,
        payload,
        createdAt: at,
        availableAt: at,
      };
    }),
  );
}

import { randomUUID } from 'node:crypto';
import { digestJson, type Digest, type JsonValue, type Proposal } from '@countersign/model';
import type { TokenKey } from '../keys/TokenKey';

/** What a binding token says of the denial that it came with. ARAP, "Binding Token Integrity". */
export interface Binding {
  evaluationId: string;
  bindingHash: Digest;
  /** RFC 3339. */
  expiresAt: string;
}

/** Ties a submission to the evaluation that was denied, without any state on the way. */
export class BindingTokens {
  /** @param origin - names the issuer, and with it the audience */
  constructor(
    private readonly key: TokenKey,
    private readonly origin: string,
  ) {}

  async issue(binding: Binding, issuedAt: string): Promise<string> {
    return this.key.sign('countersign-binding+jwt', {
      iss: this.origin,
      aud: this.audience,
      iat: seconds(issuedAt),
      exp: seconds(binding.expiresAt),
      jti: randomUUID(),
      denial_expires_at: binding.expiresAt,
      evaluation_id: binding.evaluationId,
      binding_context_members: ['countersign'],
      binding_hash: binding.bindingHash,
    });
  }

  /** @returns `undefined` for a token that is not ours; whether it is still fresh is the caller's question */
  async read(token: string): Promise<Binding | undefined> {
    const claims = await this.key.verify('countersign-binding+jwt', token);
    if (claims?.iss !== this.origin || claims.aud !== this.audience) {
      return undefined;
    }
    return {
      evaluationId: String(claims.evaluation_id),
      bindingHash: String(claims.binding_hash) as Digest,
      expiresAt: String(claims.denial_expires_at),
    };
  }

  private get audience(): string {
    return `${this.origin}/access/v1/requests`;
  }
}

/** Over the unredacted question: what is submitted must be what was denied, to the last member. */
export function bindingHash({ subject, action, resource, context }: Proposal): Digest {
  return digestJson({
    subject,
    action,
    resource,
    context: { countersign: context },
  } as unknown as JsonValue);
}

function seconds(instant: string): number {
  return Math.floor(Date.parse(instant) / 1000);
}

import { digestJson, type Digest, type JsonValue, type Packet } from '@countersign/model';
import type { GrantRecord, Seal } from '@countersign/store';
import type { TokenKey } from '../keys/TokenKey';

/** What a grant binds. */
export interface GrantClaims {
  grantId: string;
  agent: string;
  /** Audience: the one executor that may redeem it. */
  executor: string;
  actionDigest: Digest;
  packetDigest: Digest;
}

/** Writes and reads grants: JWS in compact form, good for five minutes, for one executor, once. */
export class GrantTokens {
  constructor(
    private readonly key: TokenKey,
    private readonly origin: string,
  ) {}

  issue(
    grant: GrantRecord,
    packet: Packet,
    seal: Seal,
    at: { issuedAt: string; expiresAt: string },
  ): Promise<string> {
    return this.key.sign('countersign-grant+jwt', {
      iss: this.origin,
      sub: grant.agent,
      aud: grant.executor,
      jti: grant.id,
      iat: Math.floor(Date.parse(at.issuedAt) / 1000),
      exp: Math.floor(Date.parse(at.expiresAt) / 1000),
      action_digest: grant.actionDigest,
      packet_digest: grant.packetDigest,
      policies_digest: digestJson(packet.policies as unknown as JsonValue),
      evaluation_id: grant.evaluationId,
      ...(grant.approvalId && { approval_id: grant.approvalId }),
      enforcement: grant.enforcement,
      ledger: { index: seal.index, size: seal.checkpointSize },
    });
  }

  /** @returns `undefined` for what was not signed here as a grant. Expiry is the store's question. */
  async read(token: string): Promise<GrantClaims | undefined> {
    const claims = await this.key.verify('countersign-grant+jwt', token);
    if (claims?.iss !== this.origin) {
      return undefined;
    }
    return {
      grantId: String(claims.jti),
      agent: String(claims.sub),
      executor: String(claims.aud),
      actionDigest: String(claims.action_digest) as Digest,
      packetDigest: String(claims.packet_digest) as Digest,
    };
  }
}

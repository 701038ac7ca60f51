import type { JsonObject } from '@countersign/model';
import { CompactSign, compactVerify, importJWK, type JWK } from 'jose';

/** What a token is for. It stands in the header and is checked, so that one is never taken for the other. */
export type TokenType = 'countersign-grant+jwt' | 'countersign-binding+jwt';

/** Signs and verifies compact JWS (RFC 7515) with one Ed25519 key. One algorithm, never negotiated. */
export class TokenKey {
  private constructor(
    readonly kid: string,
    private readonly privateKey: Awaited<ReturnType<typeof importJWK>>,
    private readonly publicKey: Awaited<ReturnType<typeof importJWK>>,
  ) {}

  static async create(jwk: JWK & { kid: string }): Promise<TokenKey> {
    const { d: _, ...publicJwk } = jwk;
    return new TokenKey(
      jwk.kid,
      await importJWK(jwk, 'EdDSA'),
      await importJWK(publicJwk, 'EdDSA'),
    );
  }

  async sign(typ: TokenType, claims: JsonObject): Promise<string> {
    return new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
      .setProtectedHeader({ alg: 'EdDSA', typ, kid: this.kid })
      .sign(this.privateKey);
  }

  /**
   * Checks signature, algorithm, key and type, and nothing else: expiry is read by the clock of
   * the store, not of this process.
   *
   * @returns the claims, or `undefined` for what this key did not sign as this type
   */
  async verify(typ: TokenType, token: string): Promise<JsonObject | undefined> {
    try {
      const { payload, protectedHeader } = await compactVerify(token, this.publicKey, {
        algorithms: ['EdDSA'],
      });
      if (protectedHeader.typ !== typ || protectedHeader.kid !== this.kid) {
        return undefined;
      }
      const claims: unknown = JSON.parse(new TextDecoder().decode(payload));
      return claims !== null && typeof claims === 'object' ? (claims as JsonObject) : undefined;
    } catch {
      return undefined;
    }
  }
}

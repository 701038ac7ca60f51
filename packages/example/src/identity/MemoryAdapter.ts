import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Kept {
  payload: AdapterPayload;
  /** Milliseconds since the epoch. */
  expiresAt: number;
}

/**
 * Keeps what the provider has to remember, in memory and until it expires. One map per provider: two
 * providers in one process know nothing of each other. The library has such an adapter too, shared by the
 * whole process, and warns of it at every start.
 */
export function createMemoryAdapterFactory(): (model: string) => Adapter {
  const kept = new Map<string, Kept>();
  return model => new MemoryAdapter(model, kept);
}

class MemoryAdapter implements Adapter {
  constructor(
    private readonly model: string,
    private readonly kept: Map<string, Kept>,
  ) {}

  async upsert(id: string, payload: AdapterPayload, expiresIn?: number): Promise<void> {
    this.forgetExpired();
    const expiresAt = expiresIn === undefined ? Infinity : Date.now() + expiresIn * 1000;
    this.kept.set(this.key(id), { payload, expiresAt });
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    return this.alive(this.kept.get(this.key(id)));
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.findWhere(payload => payload.uid === uid);
  }

  async findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
    return this.findWhere(payload => payload.userCode === userCode);
  }

  async consume(id: string): Promise<void> {
    const found = this.kept.get(this.key(id));
    if (found) {
      found.payload.consumed = Math.floor(Date.now() / 1000);
    }
  }

  async destroy(id: string): Promise<void> {
    this.kept.delete(this.key(id));
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    // Of this model only: an interaction names a grant too, and must outlive its revocation.
    for (const [key, { payload }] of this.kept) {
      if (key.startsWith(`${this.model}:`) && payload.grantId === grantId) {
        this.kept.delete(key);
      }
    }
  }

  private findWhere(matches: (payload: AdapterPayload) => boolean): AdapterPayload | undefined {
    for (const [key, one] of this.kept) {
      if (key.startsWith(`${this.model}:`) && matches(one.payload)) {
        return this.alive(one);
      }
    }
    return undefined;
  }

  private alive(one: Kept | undefined): AdapterPayload | undefined {
    return one && one.expiresAt > Date.now() ? one.payload : undefined;
  }

  private forgetExpired(): void {
    const now = Date.now();
    for (const [key, { expiresAt }] of this.kept) {
      if (expiresAt <= now) {
        this.kept.delete(key);
      }
    }
  }

  private key(id: string): string {
    return `${this.model}:${id}`;
  }
}

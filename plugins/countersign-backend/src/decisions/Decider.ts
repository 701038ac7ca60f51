import { assess } from '@countersign/impact';
import {
  canonicalJson,
  digestText,
  Problem,
  type Digest,
  type JsonValue,
  type Packet,
  type Proposal,
} from '@countersign/model';
import { decide } from '@countersign/policy';
import type { StoreReads } from '@countersign/store';
import type { CatalogSnapshots } from '../catalog/CatalogSnapshots';
import type { Settings } from '../config/Settings';
import type { PoliciesInForce } from '../policies/PoliciesInForce';
import { decideWithoutPolicies } from './decideWithoutPolicies';
import { enforcementOf } from './enforcementOf';
import { usageOf } from './usageOf';

/** A decision with everything it rests on. */
export interface Decided {
  packet: Packet;
  /** Canonical JSON of the packet. */
  body: string;
  packetDigest: Digest;
}

/**
 * Assesses a proposal and decides it under the policies in force, with today's catalog. Used three
 * times on the path of one action: when it is asked, when it is asked with an approval, and when its
 * grant is redeemed.
 */
export class Decider {
  constructor(
    private readonly deps: {
      catalog: CatalogSnapshots;
      policies: PoliciesInForce;
      settings: Settings;
    },
  ) {}

  /**
   * @param proposal - redacted: what is decided must be what is stored, or it could not be decided again
   * @param actionDigest - taken before redaction
   * @param reads - the store, or the transaction in which the decision counts
   * @throws Problem `policies_not_in_force`, `unavailable` while the catalog was never read; both
   * only where refusals bind
   */
  async decide(
    reads: StoreReads,
    question: { proposal: Proposal; actionDigest: Digest; at: string },
  ): Promise<Decided> {
    const { proposal, actionDigest, at } = question;
    const snapshot = await this.deps.catalog.forTarget(proposal.resource);
    const { resource, factors, catalogDigest } = assess(proposal, snapshot.index, at);
    const enforcement = enforcementOf(resource, this.deps.settings.enforcement);
    if (!snapshot.read && enforcement === 'enforce') {
      throw new Problem(
        'unavailable',
        'The catalog has not been read yet, so nobody can say what this action would hit. Nothing is permitted; ask again in a moment.',
      );
    }
    const inForce = await this.deps.policies.current(reads);
    if (!inForce.set && enforcement === 'enforce') {
      throw new Problem(
        'policies_not_in_force',
        'No policies are in force and this scope is enforced, so nothing is permitted. v1/status says what is wrong with the policies.',
      );
    }
    const usage = inForce.set ? await usageOf(reads, inForce.set, resource, at) : [];
    const input = { proposal, resource, factors, at, ...(usage.length > 0 && { usage }) };
    const packet: Packet = {
      packetVersion: 1,
      ...input,
      actionDigest,
      catalogDigest,
      policies: inForce.set ? inForce.set.refs.map(ref => ({ ...ref })) : [],
      enforcement,
      decision: inForce.set ? decide(inForce.set, input) : decideWithoutPolicies(),
    };
    const body = canonicalJson(packet as unknown as JsonValue);
    return { packet, body, packetDigest: digestText(body) };
  }
}

import { countersignPolicyReadPermission } from '@countersign/backstage-plugin-countersign-common';
import type { Status } from '@countersign/client';
import type { CountersignStore, PolicyFault, Sequencer } from '@countersign/store';
import type { Caller } from '../callers/Caller';
import type { CallerAuth } from '../callers/CallerAuth';
import type { Registry } from '../callers/Registry';
import type { CatalogSnapshots } from '../catalog/CatalogSnapshots';
import type { Settings } from '../config/Settings';
import type { SigningKeys } from '../keys/SigningKeys';
import type { PoliciesInForce } from '../policies/PoliciesInForce';

/** How Countersign itself is doing, for people, for programs and for probes. */
export class StatusReader {
  constructor(
    private readonly deps: {
      store: CountersignStore;
      settings: Settings;
      callers: CallerAuth;
      registry: Registry;
      catalog: CatalogSnapshots;
      policies: PoliciesInForce;
      keys: SigningKeys;
      sequencer: Sequencer;
    },
  ) {}

  async status(caller: Caller): Promise<Status> {
    const { store, settings, callers, registry, catalog, policies, keys } = this.deps;
    const inForce = await policies.current(store);
    const fault = await store.policyFault();
    const ledger = await store.ledgerStatus();
    const snapshot = catalog.current();
    const catalogFault = catalog.currentFault();
    const mayReadPolicies = await callers.may(caller, countersignPolicyReadPermission);
    return {
      policies: {
        inForce: inForce.set ? inForce.versions.length : 0,
        source: settings.policies.source,
        ...(fault && {
          fault: {
            message: fault.message,
            at: fault.at,
            // The lines of a policy are for those who may read policies.
            faults: mayReadPolicies ? faultLines(fault) : [],
          },
        }),
      },
      enforcement: settings.enforcement,
      catalog: {
        ...(snapshot.read && { takenAt: snapshot.takenAt }),
        entities: snapshot.entities,
        ...(catalogFault && { fault: catalogFault }),
      },
      ledger: {
        origin: settings.ledger.origin,
        size: ledger.checkpoint?.size ?? 0,
        ...(ledger.checkpoint && { checkpointAt: ledger.checkpoint.signedAt }),
        behindSeconds: ledger.behindSeconds,
        verifierKey: keys.ledgerVerifierKey,
      },
      agents: registry.agents().map(({ id, title, owner, registeredBy }) => ({
        id,
        ...(title && { title }),
        owner,
        ...(registeredBy && { registeredBy }),
      })),
      executors: registry.executors().map(({ id, title, profile, owner }) => ({
        id,
        ...(title && { title }),
        profile,
        owner,
      })),
    };
  }

  /** For probes, which see no details: whether each part does what it should. */
  async health(): Promise<{ status: 'ok' | 'degraded'; checks: Record<string, 'ok' | 'failing'> }> {
    const { store, catalog, policies, sequencer } = this.deps;
    const check = (ok: boolean) => (ok ? 'ok' : 'failing');
    const inForce = await policies.current(store);
    const ledger = await store.ledgerStatus();
    const checks = {
      policies: check(!(await store.policyFault()) && (!inForce.revision || !!inForce.set)),
      catalog: check(catalog.currentFault() === undefined),
      ledger: check(ledger.behindSeconds <= 30 && sequencer.status().state !== 'refusing'),
    } as const;
    const failing = Object.values(checks).includes('failing');
    return { status: failing ? 'degraded' : 'ok', checks };
  }
}

function faultLines({ details }: PolicyFault): string[] {
  return Array.isArray(details) ? details.filter(line => typeof line === 'string') : [];
}

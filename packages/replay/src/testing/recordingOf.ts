import type { Recording } from '@countersign/model';

/** A complete recording for tests; what matters to the test is given. */
export function recordingOf(given: Partial<Recording> = {}): Recording {
  return {
    id: 'r-1',
    at: '2026-05-04T10:00:00Z',
    proposal: {
      subject: { type: 'agent', id: 'deployer' },
      action: { name: 'service.restart' },
      resource: { type: 'component', id: 'component:default/checkout' },
      context: {},
    },
    resource: {
      ref: 'component:default/checkout',
      known: true,
      kind: 'component',
      owner: 'group:default/payments',
      ownerAncestors: [],
      tier: 1,
      tags: [],
    },
    factors: {
      actionType: 'service.restart',
      reversibility: 'reversible',
      effects: {
        performance: 'minor',
        security: 'none',
        dataAccess: 'none',
        serviceDisruption: 'minor',
      },
      blastRadius: { size: 2, tier0: 0, tier1: 1, depth: 1, owners: [], hits: [] },
      rollbackPlan: 'none',
      confidence: 1,
      missing: [],
      sources: [],
    },
    reviews: [],
    ...given,
  };
}

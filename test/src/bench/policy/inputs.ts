import {
  EFFECT_SIZES,
  REVERSIBILITIES,
  type DecisionInput,
  type EffectSize,
  type JsonValue,
} from '@countersign/model';

/** Inputs that go through every rule to the last one, each a little different. */
export function plainInputs(count: number): DecisionInput[] {
  return Array.from({ length: count }, (_, at) =>
    inputOf({
      ...{ action: 'deployment.restart', replicas: at % 7, subject: 'remediator', tier: 2 },
      ...{ size: at % 10, confidence: 0.9, effect: 'minor', reversibility: 1, incidents: 1 },
      tags: ['java', `team-${at % 3}`],
    }),
  );
}

/** Inputs of every kind, for comparing answers. */
export function mixedInputs(count: number): DecisionInput[] {
  const actions = [
    ...['deployment.restart', 'deployment.scale', 'database.drop', 'job.kind-0', 'job.kind-8'],
    ...['queue.move-1', 'queue.drain-9', 'x'],
  ];
  return Array.from({ length: count }, (_, at) => {
    // Steps without a common divisor, so that the members do not go in step.
    const pick = <T>(from: readonly T[], step: number): T =>
      from[Math.floor(at / step) % from.length]!;
    return inputOf({
      action: actions[at % actions.length]!,
      replicas: pick<JsonValue>([1, 12, 13.5, 40], 3),
      subject: pick(['remediator', 'agent-7', 'agent-15'], 5),
      tier: pick([undefined, 0, 1, 3], 2),
      size: pick([0, 2, 5, 44, 60], 7),
      confidence: pick([0.2, 0.9, 1], 11),
      effect: pick(EFFECT_SIZES, 4),
      reversibility: pick([0, 1, 2, 3], 13),
      incidents: pick([0, 1, 6, 14], 6),
      tags: pick([['java'], ['frozen-6'], ['security-boundary', 'frozen-14']], 8),
    });
  });
}

interface Varied {
  readonly action: string;
  readonly replicas: JsonValue;
  readonly subject: string;
  readonly tier: number | undefined;
  readonly size: number;
  readonly confidence: number;
  readonly effect: EffectSize;
  readonly reversibility: number;
  readonly incidents: number;
  readonly tags: string[];
}

function inputOf(varied: Varied): DecisionInput {
  return {
    proposal: {
      subject: { type: 'agent', id: varied.subject },
      action: {
        name: varied.action,
        properties: { replicas: varied.replicas, namespace: 'shop', reason: 'memory' },
      },
      resource: { type: 'component', id: 'component:default/checkout' },
      context: {
        rationale: 'Memory grows by 2 % an hour; a restart has helped three times before.',
        incidents: Array.from({ length: varied.incidents }, (_, at) => `INC-${at}`),
      },
    },
    resource: {
      ref: 'component:default/checkout',
      known: true,
      kind: 'component',
      title: 'Checkout',
      owner: 'group:default/payments',
      ownerAncestors: ['group:default/commerce'],
      system: 'system:default/shop',
      ...(varied.tier !== undefined && { tier: varied.tier }),
      lifecycle: 'production',
      tags: varied.tags,
    },
    factors: {
      actionType: varied.action,
      reversibility: REVERSIBILITIES[varied.reversibility]!,
      effects: {
        performance: 'minor',
        security: 'none',
        dataAccess: varied.effect,
        serviceDisruption: 'minor',
      },
      blastRadius: {
        ...{ size: varied.size, tier0: 0, tier1: 1, depth: 2 },
        ...{ owners: ['group:default/search'], hits: [] },
      },
      rollbackPlan: 'given',
      confidence: varied.confidence,
      missing: [],
      sources: [],
    },
    at: '2026-11-23T10:00:00.000Z',
  };
}

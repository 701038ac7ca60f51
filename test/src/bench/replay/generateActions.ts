import {
  EFFECT_SIZES,
  OUTCOME_STATUSES,
  type EffectSize,
  type JsonObject,
  type Recording,
  type ResourceFacts,
  type Reversibility,
} from '@countersign/model';
import { createRandom } from './createRandom';

const SERVICES = 600;
const AGENTS = 40;
const BEGIN = Date.parse('2026-03-01T00:00:00Z');
const SPAN = 243 * 86_400_000;

/** Of 1,000 parameters so many are not there, and as many hold something of another type. */
const MISSING = 0.03;
const WRONG = 0.02;

/**
 * Makes up so many recordings, one at a time: a few services, agents and kinds of action take most of
 * them, as in real logs, and some of what conditions read is missing or of the wrong type. The same
 * seed gives the same recordings. Costs about three microseconds each.
 */
export function* generateActions(count: number, seed = 20_261_122): Generator<Recording> {
  const random = createRandom(seed);
  const services = Array.from({ length: SERVICES }, (_none, at) => serviceOf(at, random));
  for (let number = 0; number < count; number++) {
    yield recordingOf(number, count, services, random);
  }
}

interface Service {
  readonly facts: ResourceFacts;
  readonly size: number;
  readonly depth: number;
  readonly owners: string[];
}

interface ActionKind {
  readonly name: string;
  /** How often, beside the others. */
  readonly weight: number;
  readonly reversibility?: Reversibility;
  readonly security?: EffectSize;
  readonly dataAccess?: EffectSize;
  parameters?(random: () => number): JsonObject;
}

const KINDS: readonly ActionKind[] = [
  { name: 'service.restart', weight: 22, reversibility: 'reversible' },
  { name: 'deployment.restart', weight: 12, reversibility: 'reversible' },
  {
    ...{ name: 'deployment.scale', weight: 16, reversibility: 'reversible' },
    parameters: random => ({
      ...given('replicas', 1 + Math.floor(random() ** 3 * 40), random, text => `${text}`),
      ...given('memory', 256 * 2 ** Math.floor(random() * 7), random, () => 'lots'),
    }),
  },
  {
    ...{ name: 'deployment.deploy', weight: 14, reversibility: 'reversible' },
    parameters: random => given('version', `1.${Math.floor(random() * 300)}.0`, random, () => 1),
  },
  {
    ...{ name: 'traffic.shift', weight: 7, reversibility: 'reversible' },
    parameters: random =>
      given('percent', Math.floor(random() * 200) / 2, random, share => `${share} %`),
  },
  { name: 'config.set', weight: 7, reversibility: 'reversible' },
  { name: 'config.change', weight: 3, reversibility: 'externally_reversible', security: 'minor' },
  { name: 'flag.set', weight: 6, reversibility: 'reversible' },
  { name: 'queue.drain', weight: 2, reversibility: 'externally_reversible' },
  { name: 'queue.purge', weight: 1, reversibility: 'irreversible', dataAccess: 'major' },
  { name: 'cache.flush', weight: 3, reversibility: 'externally_reversible' },
  { name: 'log.read', weight: 4, reversibility: 'read_only', dataAccess: 'minor' },
  {
    name: 'secrets.rotate',
    weight: 1.5,
    reversibility: 'externally_reversible',
    security: 'major',
  },
  { name: 'secrets.read', weight: 0.5, reversibility: 'read_only', security: 'major' },
  { name: 'iam.grant', weight: 0.7, reversibility: 'reversible', security: 'major' },
  { name: 'iam.revoke', weight: 0.4, reversibility: 'reversible', security: 'major' },
  { name: 'network.open', weight: 0.3, reversibility: 'reversible', security: 'major' },
  { name: 'database.migrate', weight: 1, reversibility: 'irreversible', dataAccess: 'major' },
  { name: 'database.drop', weight: 0.1, reversibility: 'irreversible', dataAccess: 'major' },
  { name: 'x.unregistered', weight: 0.5 },
];

const pickKind = weighted(KINDS.map(({ weight }) => weight));
const RATIONALES = [
  ...['Memory grows by 2 % an hour.', 'The error budget burns.', 'A certificate ends tonight.'],
  ...['The queue is stuck.', 'Asked for by the owner.', 'Routine.'],
];
const NONE: readonly never[] = [];

function recordingOf(
  number: number,
  count: number,
  services: readonly Service[],
  random: () => number,
): Recording {
  // The square makes few services frequent and many rare.
  const service = services[Math.floor(random() ** 2 * SERVICES)]!;
  const { facts } = service;
  const kind = KINDS[pickKind(random())]!;
  const at = new Date(
    BEGIN + Math.floor((number / count) * SPAN + random() * 3_600_000),
  ).toISOString();
  const plan = random();
  const wrong = random() < (facts.tier === 0 ? 0.05 : 0.015);
  const asked = kind.reversibility !== 'read_only' && random() < 0.12;
  const executed = random() < (asked ? 0.8 : 0.98);
  const reported = executed && random() < 0.97;
  const rationale = random() < 0.9;
  const incidents = random() < 0.2 ? [`INC-${Math.floor(random() * 400)}`] : [];
  return {
    id: `action-${number}`,
    at,
    proposal: {
      subject: { type: 'agent', id: `agent-${Math.floor(random() ** 2 * AGENTS)}` },
      action: { name: kind.name, ...parametersOf(kind, random) },
      resource: { type: 'component', id: facts.ref },
      context: {
        ...(rationale && { rationale: RATIONALES[Math.floor(random() * RATIONALES.length)]! }),
        ...(incidents.length > 0 && { incidents }),
        ...(plan > 0.3 && { rollbackPlan: { description: 'Do the opposite.' } }),
      },
    },
    resource: facts,
    factors: {
      ...(kind.reversibility && { actionType: kind.name, reversibility: kind.reversibility }),
      effects: {
        performance: EFFECT_SIZES[Math.floor(random() * 2)]!,
        security: kind.security ?? 'none',
        dataAccess: kind.dataAccess ?? 'none',
        serviceDisruption: EFFECT_SIZES[Math.floor(random() ** 2 * 3)]!,
      },
      blastRadius: {
        size: service.size,
        tier0: Math.floor(service.size / 15),
        tier1: Math.floor(service.size / 6),
        depth: service.depth,
        owners: service.owners,
        hits: [],
      },
      rollbackPlan: plan > 0.8 ? 'tested' : plan > 0.3 ? 'given' : 'none',
      confidence: 1 - Math.floor(random() ** 3 * 20) / 20,
      missing: [
        ...(facts.owner === undefined ? (['owner'] as const) : NONE),
        ...(facts.tier === undefined ? (['tier'] as const) : NONE),
        ...(kind.reversibility ? NONE : (['action_type'] as const)),
      ],
      sources: [],
    },
    decided: { decision: asked ? 'require_approval' : 'allow', level: asked ? 'moderate' : 'low' },
    reviews: asked
      ? [
          {
            by: `person-${Math.floor(random() * 60)}`,
            vote: executed ? 'approve' : 'refuse',
            minutes: Math.ceil(random() ** 3 * 300),
          },
        ]
      : [],
    ...(executed && { executedAt: at }),
    ...(reported && {
      outcome: {
        status: wrong ? OUTCOME_STATUSES[1 + Math.floor(random() * 3)]! : 'succeeded',
        at,
      },
    }),
  };
}

function serviceOf(number: number, random: () => number): Service {
  const team = Math.floor(random() * 30);
  const size = Math.floor(random() ** 3 * 60);
  const tags = ['java', 'stateful', 'pci', 'public'].filter(() => random() < 0.25);
  const tier = random();
  return {
    size,
    depth: Math.min(size, 1 + Math.floor(random() * 4)),
    owners: size > 0 ? [`group:default/team-${(team + 1) % 30}`] : [],
    facts: {
      ref: `component:default/service-${number}`,
      known: random() > 0.01,
      kind: 'component',
      ...(random() > 0.01 && { owner: `group:default/team-${team}` }),
      // A few belong to nobody whom the policy covers.
      ownerAncestors: random() > 0.02 ? ['group:default/engineering'] : [],
      ...(random() > 0.1 && {
        system: `system:default/${team % 6 === 0 ? 'billing' : `part-${team}`}`,
      }),
      ...(tier > 0.05 && { tier: Math.floor(tier ** 0.5 * 4) }),
      ...(random() > 0.1 && { lifecycle: random() < 0.07 ? 'experimental' : 'production' }),
      tags,
    },
  };
}

function parametersOf(kind: ActionKind, random: () => number): { properties?: JsonObject } {
  if (random() < 0.02) {
    return {};
  }
  const environment = random() < 0.25 ? 'staging' : 'production';
  return {
    properties: {
      ...given('environment', environment, random, () => 7),
      ...(random() < 0.05 && given('force', random() < 0.5, random, force => `${force}`)),
      ...kind.parameters?.(random),
    },
  };
}

/** A parameter as it should be; or not there, or of another type. */
function given<T extends string | number | boolean>(
  name: string,
  value: T,
  random: () => number,
  spoil: (value: T) => string | number,
): JsonObject {
  const luck = random();
  if (luck < MISSING) {
    return {};
  }
  return { [name]: luck < MISSING + WRONG ? spoil(value) : value };
}

/** Turns a number below 1 into a position, each as often as its weight says. */
function weighted(weights: readonly number[]): (share: number) => number {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const table = new Uint8Array(1024);
  let position = 0;
  let reached = weights[0]!;
  for (let slot = 0; slot < table.length; slot++) {
    while ((slot / table.length) * sum >= reached && position < weights.length - 1) {
      reached += weights[++position]!;
    }
    table[slot] = position;
  }
  return share => table[Math.floor(share * table.length)]!;
}

import fc from 'fast-check';
import {
  DECISIONS,
  EFFECT_SIZES,
  LEVELS,
  MISSING_EVIDENCE,
  OUTCOME_STATUSES,
  REVERSIBILITIES,
  type JsonValue,
  type Recording,
} from '@countersign/model';

/** Days on which clocks change somewhere, days around them, and days like others. */
const DAYS = ['03-28', '03-29', '04-05', '10-03', '10-24', '10-25', '11-01', '11-23', '12-31'];
const effect = fc.constantFrom(...EFFECT_SIZES);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const instant = fc
  .record({
    day: fc.constantFrom(...DAYS),
    minute: fc.oneof(
      fc.nat(95).map(quarter => quarter * 15),
      fc.nat(1439),
    ),
    second: fc.constantFrom(0, 0, 59.999, 30.5),
    spelling: fc.constantFrom('usual', 'usual', 'short'),
  })
  .map(({ day, minute, second, spelling }) => {
    const millis = Date.parse(`2026-${day}T00:00:00Z`) + minute * 60_000 + second * 1000;
    const text = new Date(millis).toISOString();
    return spelling === 'short' ? text.replace('.000Z', 'Z') : text;
  });

const context = fc.record(
  {
    rationale: fc.constantFrom('It leaks memory.', 'leak', 'no', '', 'é\ud800'),
    incidents: fc.subarray(['INC-1', 'INC-2']),
    onBehalfOf: fc.constant('user:default/ann'),
    executor: fc.constant('runner'),
    successCriteria: fc.subarray([{ description: 'errors below 1 %', withinMinutes: 5 }]),
    rollbackPlan: fc.constantFrom(
      { description: 'undo' },
      { description: 'undo', testedAt: '2026-06-01T00:00:00Z' },
    ),
    claims: fc.constantFrom({}, { reversibility: 'irreversible' as const }),
  },
  { requiredKeys: [] },
);

/** Missing and wrong-typed values are as frequent as right ones. */
const properties = fc.record(
  {
    replicas: fc.constantFrom<JsonValue>(1, 4, 7.5, '3', null, [], true, 1e20),
    name: fc.constantFrom<JsonValue>('abc', 'x', 1, null, [], {}, { first: 'a' }),
    force: fc.constantFrom<JsonValue>(true, false, 'true', null),
    hosts: fc.constantFrom<JsonValue>(['a', 'b'], 'a', [1], Array<number>(1001).fill(0)),
  },
  { requiredKeys: [] },
);

const factors = fc.record(
  {
    actionType: fc.constantFrom('deployment.restart', 'database.drop'),
    reversibility: fc.constantFrom(...REVERSIBILITIES),
    effects: fc.record({
      ...{ performance: effect, security: effect, dataAccess: effect, serviceDisruption: effect },
    }),
    blastRadius: fc.record({
      size: fc.constantFrom(0, 1, 2, 3, 4, 6, 10, 11, 31, 32, 400),
      ...{
        tier0: fc.nat(1),
        tier1: fc.nat(1),
        depth: fc.nat(3),
        hits: fc.constant<Recording['factors']['blastRadius']['hits']>([]),
      },
      owners: fc.subarray(['group:default/a', 'group:default/b']),
    }),
    rollbackPlan: fc.constantFrom('none' as const, 'given' as const, 'tested' as const),
    confidence: fc.constantFrom(0, 0.2, 0.25, 0.5, 0.75, 0.8, 1),
    missing: fc.oneof(
      {
        weight: 5,
        arbitrary: fc.constant<Recording['factors']['missing']>([]),
      },
      { weight: 1, arbitrary: fc.subarray([...MISSING_EVIDENCE]) },
    ),
    sources: fc.constant<Recording['factors']['sources']>([]),
  },
  { requiredKeys: ['effects', 'blastRadius', 'rollbackPlan', 'confidence', 'missing', 'sources'] },
);

const resource = fc.record(
  {
    ref: fc.constantFrom('component:default/checkout', 'component:default/cart'),
    known: fc.nat(5).map(number => number > 0),
    kind: fc.constant('component'),
    owner: fc.constantFrom(
      ...['group:default/payments', 'group:default/search', 'group:default/nobody'],
    ),
    ownerAncestors: fc.subarray(['group:default/commerce', 'group:default/all']),
    system: fc.constantFrom('system:default/shop', 'system:default/other'),
    tier: fc.nat(3),
    tags: fc.subarray(['pci', 'java', 'public']),
  },
  { requiredKeys: ['ref', 'known', 'ownerAncestors', 'tags'] },
);

const usage = fc.array(
  fc.record({
    policy: fc.constantFrom('organisation', 'guardrail-0', 'a-scope-0', 'a-scope-1'),
    standing: fc.constantFrom('standing-0', 'standing-1'),
    used: fc.nat(4),
    usedWithinRate: fc.nat(3),
  }),
  { maxLength: 4 },
);

const rest = fc.record(
  {
    packetDigest: fc.constant(`sha256:${'0'.repeat(64)}` as const),
    usage,
    decided: fc.record(
      {
        decision: fc.constantFrom(...DECISIONS),
        level: fc.constantFrom(...LEVELS),
        rule: fc.constantFrom(
          { policy: 'organisation', rule: 'rule-0' },
          { policy: 'gone', rule: 'old' },
        ),
      },
      { requiredKeys: ['decision', 'level'] },
    ),
    executedAt: instant,
    outcome: fc.record(
      { status: fc.constantFrom(...OUTCOME_STATUSES), at: instant, detail: fc.string() },
      { requiredKeys: ['status', 'at'] },
    ),
  },
  { requiredKeys: [] },
);

/** Any recording, of few enough values that conditions hold about as often as not. */
export const arbitraryRecording: fc.Arbitrary<Recording> = fc
  .record({
    id: fc.string({ minLength: 1, unit: 'binary' }),
    subject: fc.constantFrom<Recording['proposal']['subject']>(
      { type: 'agent', id: 'remediator' },
      { type: 'agent', id: 'other', properties: { version: 2 } },
      { type: 'user', id: 'remediator' },
    ),
    name: fc.constantFrom('deployment.restart', 'deployment.scale', 'database.drop', 'x'),
    properties: maybe(properties),
    context,
    resource,
    factors,
    at: instant,
    reviews: fc.array(
      fc.record({
        by: fc.constantFrom('p-1', 'p-2'),
        vote: fc.constantFrom('approve' as const, 'refuse' as const),
        minutes: fc.oneof(fc.nat(500), fc.double({ min: 0.001, max: 500, noNaN: true })),
      }),
      { maxLength: 3 },
    ),
    rest,
  })
  .map(
    ({ id, subject, name, properties: parameters, context: why, resource: target, ...others }) => ({
      id,
      proposal: {
        subject,
        action: { name, ...(parameters && { properties: parameters }) },
        resource: { type: 'component', id: target.ref },
        context: why,
      },
      resource: target,
      factors: others.factors,
      at: others.at,
      reviews: others.reviews,
      ...others.rest,
    }),
  );

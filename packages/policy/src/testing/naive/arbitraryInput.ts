import fc from 'fast-check';
import {
  EFFECT_SIZES,
  MISSING_EVIDENCE,
  REVERSIBILITIES,
  type DecisionInput,
  type JsonValue,
} from '@countersign/model';
import { example } from '../examples';

/** Days on which clocks change somewhere, days around them, and days like others. */
const DAYS = ['03-28', '03-29', '04-05', '10-03', '10-24', '10-25', '11-01', '11-23', '12-31'];
const effect = fc.constantFrom(...EFFECT_SIZES);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

/** Anything that can be asked, of few enough values that conditions hold about as often as not. */
export const arbitraryInput: fc.Arbitrary<DecisionInput> = fc
  .record({
    name: fc.constantFrom('deployment.restart', 'deployment.scale', 'database.drop', 'x'),
    subject: fc.constantFrom('remediator', 'other'),
    properties: maybe(
      fc.record(
        {
          replicas: fc.constantFrom<JsonValue>(1, 4, 7.5, '3', null, []),
          name: fc.constantFrom<JsonValue>('abc', 'x', 1, null, [], {}),
        },
        { requiredKeys: [] },
      ),
    ),
    context: fc.record(
      {
        rationale: fc.constantFrom('It leaks memory.', 'leak', 'no'),
        incidents: fc.subarray(['INC-1', 'INC-2']),
        onBehalfOf: fc.constant('user:default/ann'),
        executor: fc.constant('runner'),
        successCriteria: fc.subarray([{ description: 'errors below 1 %' }]),
        rollbackPlan: fc.constantFrom(
          { description: 'undo' },
          { description: 'undo', testedAt: '2026-06-01T00:00:00Z' },
        ),
      },
      { requiredKeys: [] },
    ),
    known: fc.integer({ max: 5, min: 0 }),
    owner: maybe(
      fc.constantFrom('group:default/payments', 'group:default/search', 'group:default/nobody'),
    ),
    ancestors: fc.subarray(['group:default/commerce', 'group:default/all']),
    system: maybe(fc.constantFrom('system:default/shop', 'system:default/other')),
    ref: fc.constantFrom('component:default/checkout', 'component:default/cart'),
    tags: fc.subarray(['pci', 'java', 'public']),
    tier: maybe(fc.nat(3)),
    reversibility: fc.option(fc.constantFrom(...REVERSIBILITIES), { nil: undefined, freq: 8 }),
    effects: fc.record({
      ...{ performance: effect, security: effect, dataAccess: effect, serviceDisruption: effect },
    }),
    blastRadius: fc.record({
      size: fc.constantFrom(0, 1, 2, 3, 4, 6, 10, 11, 31, 32, 400),
      ...{ tier0: fc.nat(1), tier1: fc.nat(1), depth: fc.nat(3), hits: fc.constant([]) },
      owners: fc.subarray(['group:default/a', 'group:default/b']),
    }),
    rollbackPlan: fc.constantFrom('none' as const, 'given' as const, 'tested' as const),
    confidence: fc.constantFrom(0, 0.2, 0.25, 0.5, 0.75, 0.8, 1),
    missing: fc.oneof(
      { weight: 5, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.subarray([...MISSING_EVIDENCE]) },
    ),
    day: fc.constantFrom(...DAYS),
    minute: fc.nat(95).map(quarter => quarter * 15),
    usage: maybe(
      fc.array(
        fc.record({
          policy: fc.constantFrom('organisation', 'guardrail-0', 'a-scope-0', 'a-scope-1'),
          standing: fc.constantFrom('standing-0', 'standing-1'),
          used: fc.nat(4),
          usedWithinRate: fc.nat(3),
        }),
        { maxLength: 4 },
      ),
    ),
  })
  .map(values =>
    example(input => {
      const { proposal, factors } = input;
      proposal.subject.id = values.subject;
      proposal.action = {
        name: values.name,
        ...(values.properties && { properties: values.properties }),
      };
      proposal.context = values.context;
      input.resource = {
        ...{ ref: values.ref, known: values.known > 0, kind: 'component', tags: values.tags },
        ...(values.owner !== undefined && { owner: values.owner }),
        ownerAncestors: values.owner === undefined ? [] : values.ancestors,
        ...(values.system !== undefined && { system: values.system }),
        ...(values.tier !== undefined && { tier: values.tier }),
      };
      const { effects, blastRadius, rollbackPlan, confidence, missing } = values;
      Object.assign(factors, { effects, blastRadius, rollbackPlan, confidence, missing });
      if (values.reversibility === undefined) {
        delete factors.reversibility;
      } else {
        factors.reversibility = values.reversibility;
      }
      input.at = new Date(
        Date.parse(`2026-${values.day}T00:00:00Z`) + values.minute * 60_000,
      ).toISOString();
      if (values.usage) {
        input.usage = values.usage;
      }
    }),
  );

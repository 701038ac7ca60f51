import {
  LEVELS,
  type Band,
  type DecisionInput,
  type Level,
  type PolicyDocument,
} from '@countersign/model';
import { toCel } from '../../cel/celValues';
import { createCelEnvironment, type CelEnvironment } from '../../cel/createCelEnvironment';
import type { Expression } from '../../cel/Expression';
import { isOpen } from './naiveClock';

/** What conditions read beside the input. */
export interface Assessed {
  readonly band: Band;
  readonly level?: Level;
  readonly score?: number;
}

/** The conditions of one policy, over facts that are plain maps without declared members. */
export class NaiveConditions {
  private readonly environment: CelEnvironment;
  private readonly compiled = new Map<string, Expression>();

  constructor({ spec }: PolicyDocument) {
    const map = { type: 'map<string, dyn>' } as const;
    this.environment = createCelEnvironment(
      {
        ...{ subject: map, action: map, resource: map, context: map, impact: map },
        now: { type: 'timestamp' },
      },
      [
        {
          name: 'inWindow',
          parameters: ['string'],
          result: 'bool',
          reads: ['now'],
          description: 'Whether a window is open.',
          evaluate: (now: Date, name: string) => isOpen(spec.windows[name]!, now.getTime()),
        },
        {
          name: 'atLeast',
          parameters: ['string', 'string'],
          result: 'bool',
          description: 'Whether a level is as high as another.',
          evaluate: (level: Level, least: Level) => LEVELS.indexOf(level) >= LEVELS.indexOf(least),
        },
      ],
      // The program evaluates directly what it can, so here the library alone says what holds.
      { direct: false },
    );
  }

  /** Whether a condition holds; `undefined` when it has no answer. */
  holds(source: string, facts: object): boolean | undefined {
    let expression = this.compiled.get(source);
    if (!expression) {
      expression = this.environment.compile(source);
      if (expression.faults.length > 0) {
        throw new Error(`${source}: ${expression.faults[0]!.message}`);
      }
      this.compiled.set(source, expression);
    }
    const value = expression.evaluate(facts);
    return typeof value === 'boolean' ? value : undefined;
  }
}

/** What conditions see, as docs/reference/conditions.md lists it. */
export function factsOf(input: DecisionInput, assessed: Assessed): object {
  const { proposal, resource, factors, at } = input;
  const { subject, action, context } = proposal;
  const { blastRadius, reversibility = 'unknown', confidence, ...impact } = factors;
  const facts = toCel({
    subject: { type: subject.type, id: subject.id },
    action: { name: action.name, properties: action.properties ?? {} },
    resource: { ...resource },
    context: {
      rationale: context.rationale,
      executor: context.executor,
      onBehalfOf: context.onBehalfOf,
      incidents: context.incidents ?? [],
      successCriteria: (context.successCriteria ?? []).map(({ description }) => description),
      rollbackPlan: context.rollbackPlan && {
        description: context.rollbackPlan.description,
        testedAt: context.rollbackPlan.testedAt && new Date(context.rollbackPlan.testedAt),
      },
    },
    impact: { ...assessed, ...impact, reversibility, blastRadius: { ...blastRadius, hits: [] } },
  }) as Map<string, Map<string, unknown>>;
  // A double, although it is often 1.
  facts.get('impact')!.set('confidence', confidence);
  return { ...Object.fromEntries(facts), now: new Date(at) };
}

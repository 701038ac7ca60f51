import { CelScalar, celEnv, mapType, parse, plan } from '@bufbuild/cel';
import { Environment } from '@marcbachmann/cel-js';
import type { Recording } from '@countersign/model';
import { rulesWith } from '../rules';
import { BY_DAY, NIGHTS } from './FlatRow';
import type { SamplePeer } from './SamplePeer';

/** The conditions as CEL libraries get them: with the windows as facts, which they need not compute. */
function conditions(): string[] {
  return rulesWith().map(({ cel }) =>
    cel
      .replaceAll("inWindow('by-day')", 'window.byDay')
      .replaceAll("inWindow('nights')", 'window.nights'),
  );
}

/** The library that Countersign's evaluator is built on, by itself, with every type declared. */
export function celJsPeer(sample: readonly Recording[]): SamplePeer {
  const effects = { security: 'string', dataAccess: 'string', serviceDisruption: 'string' };
  const environment = new Environment()
    .registerVariable('subject', { schema: { id: 'string' } })
    .registerVariable('action', { schema: { name: 'string', properties: 'map<string, dyn>' } })
    .registerVariable('resource', {
      schema: {
        ...{ owner: 'string', system: 'string', lifecycle: 'string' },
        ...{ tier: 'int', tags: 'list<string>' },
      },
    })
    .registerVariable('context', { schema: { incidents: 'list<string>' } })
    .registerVariable('window', { schema: { byDay: 'bool', nights: 'bool' } })
    .registerVariable('impact', {
      schema: {
        ...{ reversibility: 'string', rollbackPlan: 'string', confidence: 'double' },
        ...{ blastRadius: { size: 'int', tier0: 'int', depth: 'int' }, effects },
      },
    });
  const runs = conditions().map(cel => environment.parse(cel));
  return rowByRow('@marcbachmann/cel-js, row by row', sample, (facts, rule) => runs[rule]!(facts));
}

/** Another implementation of CEL. */
export function bufbuildPeer(sample: readonly Recording[]): SamplePeer {
  const members = mapType(CelScalar.STRING, CelScalar.DYN);
  const environment = celEnv({
    variables: {
      ...{ subject: members, action: members, resource: members },
      ...{ context: members, window: members, impact: members },
    },
  });
  const runs = conditions().map(cel => plan(environment, parse(cel)));
  return rowByRow('@bufbuild/cel, row by row', sample, (facts, rule) =>
    runs[rule]!(facts as never),
  );
}

type Facts = ReturnType<typeof factsOf>;

function rowByRow(
  name: string,
  sample: readonly Recording[],
  evaluate: (facts: Facts, rule: number) => unknown,
): SamplePeer {
  const facts = sample.map(factsOf);
  const rules = rulesWith().length;
  const holds = (own: Facts, rule: number) => {
    try {
      return evaluate(own, rule) === true;
    } catch {
      return false;
    }
  };
  return {
    name,
    rows: sample.length,
    run() {
      const firsts = new Int8Array(facts.length);
      for (let row = 0; row < facts.length; row++) {
        let rule = 0;
        while (rule < rules && !holds(facts[row]!, rule)) {
          rule++;
        }
        firsts[row] = rule < rules ? rule : -1;
      }
      return firsts;
    },
  };
}

/** Plain objects with whole numbers as `bigint`, which both libraries read without converting. */
function factsOf({ proposal, resource, factors, at }: Recording) {
  const { action, subject, context } = proposal;
  const { size, tier0, depth } = factors.blastRadius;
  return {
    subject: { id: subject.id },
    action: { name: action.name, properties: whole(action.properties ?? {}) },
    resource: whole({ ...resource }),
    context: { incidents: context.incidents ?? [] },
    window: { byDay: BY_DAY.contains(Date.parse(at)), nights: NIGHTS.contains(Date.parse(at)) },
    impact: {
      reversibility: factors.reversibility ?? 'unknown',
      ...{ rollbackPlan: factors.rollbackPlan, confidence: factors.confidence },
      ...{ blastRadius: whole({ size, tier0, depth }), effects: { ...factors.effects } },
    },
  };
}

function whole(members: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(members).map(([name, value]: [string, unknown]) => [
      name,
      Number.isInteger(value) ? BigInt(value as number) : value,
    ]),
  );
}

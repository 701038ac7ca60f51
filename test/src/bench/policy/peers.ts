import { CelScalar, celEnv, celFunc, mapType, parse, plan } from '@bufbuild/cel';
import { Environment } from '@marcbachmann/cel-js';
import type { DecisionInput, Level } from '@countersign/model';
import { isAtLeast } from './conditions';
import type { Peer } from './Peer';

type Members = Record<string, unknown>;
type Facts = Record<'subject' | 'action' | 'resource' | 'context' | 'impact', Members>;

/** Plain objects with whole numbers as `bigint`, which both libraries read without converting. */
function plainFacts({ proposal, resource, factors }: DecisionInput, level: Level): Facts {
  const { subject, action, context } = proposal;
  const { blastRadius } = factors;
  return {
    subject: { ...subject },
    action: { name: action.name, properties: whole(action.properties ?? {}) },
    resource: whole({ ...resource }),
    context: { ...context },
    impact: {
      ...{ level, effects: { ...factors.effects }, confidence: factors.confidence },
      ...{ reversibility: factors.reversibility, rollbackPlan: factors.rollbackPlan },
      blastRadius: whole({ size: blastRadius.size, depth: blastRadius.depth }),
    },
  };
}

function whole(members: Members): Members {
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => [
      name,
      Number.isInteger(value) ? BigInt(value as number) : value,
    ]),
  );
}

const setLevel = (facts: Facts, level: Level) => {
  facts.impact.level = level;
};

/** The library that ours is built on, without anything of ours around it, with every type declared. */
export function celJsPeer(): Peer<Facts> {
  const effects = { performance: 'string', security: 'string', dataAccess: 'string' };
  const environment = new Environment()
    .registerVariable('subject', { schema: { id: 'string', type: 'string' } })
    .registerVariable('action', { schema: { name: 'string', properties: 'map<string, dyn>' } })
    .registerVariable('resource', {
      schema: {
        ...{ owner: 'string', system: 'string', tier: 'int', tags: 'list<string>' },
      },
    })
    .registerVariable('context', { schema: { incidents: 'list<string>' } })
    .registerVariable('impact', {
      schema: {
        ...{ level: 'string', reversibility: 'string', rollbackPlan: 'string' },
        ...{ confidence: 'double', blastRadius: { size: 'int', depth: 'int' }, effects },
      },
    })
    .registerFunction('atLeast(string, string): bool', isAtLeast);
  return {
    name: '@marcbachmann/cel-js alone',
    factsOf: plainFacts,
    setLevel,
    compile(cel) {
      const run = environment.parse(cel);
      const { error } = run.check();
      if (error) {
        throw error;
      }
      return facts => run(facts) === true;
    },
  };
}

/** Another implementation of CEL. */
export function bufbuildPeer(): Peer<Facts> {
  const { STRING, DYN, BOOL } = CelScalar;
  const members = mapType(STRING, DYN);
  const environment = celEnv({
    variables: {
      ...{ subject: members, action: members, resource: members, context: members },
      impact: members,
    },
    funcs: [
      celFunc('atLeast', [STRING, STRING], BOOL, (level, least) =>
        isAtLeast(level as Level, least as Level),
      ),
    ],
  });
  return {
    name: '@bufbuild/cel alone',
    factsOf: plainFacts,
    setLevel,
    compile(cel) {
      const run = plan(environment, parse(cel));
      return facts => run(facts as never) === true;
    },
  };
}

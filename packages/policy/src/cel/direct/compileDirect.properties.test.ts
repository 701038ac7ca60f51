import fc from 'fast-check';
import type { DecisionInput } from '@countersign/model';
import { createPolicyEnvironments } from '../../facts/createPolicyEnvironments';
import { PolicyFacts } from '../../facts/PolicyFacts';
import { RULE_VARIABLES } from '../../facts/variables';
import type { Window } from '../../plan/compileWindow';
import { arbitraryInput } from '../../testing/naive/arbitraryInput';
import type { CelDeclaration } from '../CelDeclaration';
import { CelFault } from '../CelFault';
import { createCelEnvironment } from '../createCelEnvironment';
import type { Expression } from '../Expression';
import { compileDirect } from './compileDirect';
import { UNANSWERED, type Values } from './DirectNode';

const morning = { contains: (at: number) => new Date(at).getUTCHours() < 12 } as Window;
const named = { window: new Map([['morning', morning]]) };
const { functions } = createPolicyEnvironments(named.window).rules;
const direct = createCelEnvironment(RULE_VARIABLES, functions).naming(named);
const library = createCelEnvironment(RULE_VARIABLES, functions, { direct: false }).naming(named);
const names = { variables: RULE_VARIABLES, functions, named, callable: new Set<string>() };

/** Every path that the policy vocabulary declares, by its type. */
const paths: Record<string, string[]> = {};
const optional: string[] = [];
collect(RULE_VARIABLES, '');

function collect(members: Readonly<Record<string, CelDeclaration>>, prefix: string): void {
  for (const [name, { type, optional: isOptional }] of Object.entries(members)) {
    const path = prefix + name;
    if (isOptional) {
      optional.push(path);
    }
    if (typeof type === 'object') {
      collect(type.members, `${path}.`);
    } else {
      (paths[type] ??= []).push(path);
    }
  }
}

const properties = ['replicas', 'name', 'missing'].map(name => `action.properties.${name}`);
const pick = (texts: readonly string[]) => fc.constantFrom(...texts);
const strings = ['', 'a', 'abc', 'x', 'deployment.scale', 'pci', 'INC-1', 'user:default/ann'];
const leaves = {
  string: fc.oneof(pick(paths.string!), pick(strings.map(text => `'${text}'`))),
  int: fc.oneof(pick(paths.int!), pick(['0', '1', '3', '4', '9007199254740993'])),
  double: fc.oneof(pick(paths.double!), pick(['0.0', '0.5', '1.0', '7.5'])),
  dyn: pick(properties),
};
const list = pick(paths['list<string>']!);
const operators = ['==', '!=', '<', '<=', '>', '>='];
const anything = fc.oneof(leaves.string, leaves.int, leaves.double, leaves.dyn);
const number = fc.oneof(leaves.int, leaves.double, leaves.dyn);

const { condition } = fc.letrec<{ condition: string }>(tie => ({
  condition: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    // Most facts are compared as strings; the effects and levels name their own values.
    fc.tuple(leaves.string, pick(operators), leaves.string).map(joined),
    fc.tuple(number, pick(operators), number).map(joined),
    fc.tuple(leaves.dyn, pick(operators), anything).map(joined),
    fc.tuple(anything, pick(operators), leaves.dyn).map(joined),
    fc.tuple(fc.oneof(leaves.string, leaves.dyn), fc.constant('in'), list).map(joined),
    fc
      .tuple(anything, fc.array(fc.oneof(pick(["'a'", "'x'", '1', '4', '7.5', 'true']))))
      .map(([value, items]) => `(${value} in [${items.join(', ')}])`),
    pick([...optional, ...properties]).map(path => `has(${path})`),
    pick([...paths.bool!, 'true', 'false', "inWindow('morning')", 'action.properties.name']),
    fc.tuple(pick(["impact.level, 'high'", "'low', impact.level"])).map(([of]) => `atLeast(${of})`),
    fc
      .tuple(list, pick(operators), leaves.int)
      .map(([of, sign, n]) => `(size(${of}) ${sign} ${n})`),
    fc
      .tuple(
        fc.oneof(leaves.string, leaves.dyn),
        pick(['startsWith', 'endsWith', 'contains']),
        leaves.string,
      )
      .map(([text, method, part]) => `${text}.${method}(${part})`),
    // What only the library evaluates, alone and beside what it need not.
    pick(["resource.ref.matches('cart')", "resource.tags.exists(tag, tag == 'pci')", '1 / 0 == 1']),
    fc.tuple(tie('condition'), pick(['&&', '||']), tie('condition')).map(joined),
    fc.tuple(tie('condition'), pick(['&&', '||']), tie('condition')).map(joined),
    tie('condition').map(inner => `!(${inner})`),
    fc
      .tuple(tie('condition'), tie('condition'), tie('condition'))
      .map(([one, two, three]) => `(${one} ? ${two} : ${three})`),
  ),
}));

function joined([left, sign, right]: [string, string, string]): string {
  return `(${left} ${sign} ${right})`;
}

const WRONG = [undefined, null, 3, 1.5, NaN, true, 'x', '3', {}, [], [1, 'pci'], new Map(), 3n];

/** An input, or one in which something is of no type that it should be. */
const input = fc
  .tuple(arbitraryInput, fc.array(fc.tuple(fc.nat(), fc.constantFrom(...WRONG)), { maxLength: 3 }))
  .map(([of, changes]) => {
    const changed = structuredClone(of);
    changes.forEach(([at, value]) => {
      const places = placesIn(changed);
      const [holder, key] = places[at % places.length]!;
      holder[key] = value;
    });
    return changed;
  });

type Holder = Record<string, unknown>;

function placesIn({ proposal, resource, factors }: DecisionInput): [Holder, string][] {
  const { subject, action, context } = proposal;
  const holders = [subject, action, action.properties, context, context.rollbackPlan, resource];
  return [...holders, factors, factors.blastRadius, factors.effects].flatMap(holder =>
    holder !== null && typeof holder === 'object'
      ? Object.keys(holder).map((key): [Holder, string] => [holder as unknown as Holder, key])
      : [],
  );
}

function factsOf(of: DecisionInput): PolicyFacts {
  const facts = new PolicyFacts(of, 'local');
  facts.impact.level = 'high';
  facts.impact.score = 60n;
  return facts;
}

function answer(expression: Expression, values: object): unknown {
  const value = expression.evaluate(values);
  return value instanceof CelFault ? { ...value } : value;
}

it('answers as the library does, with the same faults at the same places', () => {
  let compared = 0;
  let answered = 0;
  let faults = 0;
  fc.assert(
    fc.property(condition, fc.array(input, { minLength: 8, maxLength: 8 }), (source, inputs) => {
      const one = direct.compile(source);
      const other = library.compile(source);
      expect(one.faults).toEqual(other.faults);
      if (one.faults.length > 0) {
        return;
      }
      const compiled = compileDirect(one.syntax!, names);
      for (const of of inputs) {
        const ours = answer(one, factsOf(of));
        expect(ours).toEqual(answer(other, factsOf(of)));
        compared++;
        answered += Number(isAnswered(() => compiled?.evaluate(factsOf(of) as unknown as Values)));
        faults += Number(typeof ours === 'object');
      }
    }),
    { numRuns: 1_500, seed: 20_261_122 },
  );
  // A generator that reaches neither values nor faults would prove nothing.
  expect(compared).toBeGreaterThan(4_000);
  expect(answered).toBeGreaterThan(compared / 3);
  expect(faults).toBeGreaterThan(compared / 20);
});

function isAnswered(evaluate: () => unknown): boolean {
  try {
    const value = evaluate();
    return value !== undefined && value !== UNANSWERED;
  } catch {
    return false;
  }
}

describe('what is not as it was declared', () => {
  const variables: Record<string, CelDeclaration> = {
    n: { type: 'int' },
    text: { type: 'string' },
    texts: { type: 'list<string>' },
    row: { type: 'map<string, string>' },
    any: { type: 'dyn' },
  };
  const [one, other] = [true, false].map(isOn =>
    createCelEnvironment(variables, [], { direct: isOn }),
  );
  const values = { n: 1n, text: 'a', texts: ['a'], row: new Map([['name', 'a']]), any: 'a' };

  it.each([
    ['n', 'n == 1'],
    ['text', "text == 'a'"],
    ['text', "n == 1 || text == 'a'"],
    ['text', "n == 2 || text == 'a'"],
    ['texts', "'a' in texts"],
    ['texts', 'size(texts) == 1'],
    ['row', "row.name == 'a'"],
    ['row', 'has(row.name)'],
    ['any', "any == 'a'"],
    ['any', "any > 'A'"],
    ['any', '!any'],
  ])('%s: %s', (name, source) => {
    const wrong = [
      ...WRONG,
      ...[new Set(['a']), { name: 'a' }, new Map([['name', 1]]), new Date(0), Object.create(null)],
      ...[new (class extends Map {})(), new (class extends Array {})(), Symbol('a'), () => 1],
    ];
    for (const value of wrong) {
      const changed = { ...values, [name]: value };
      expect(answer(one!.compile(source), changed)).toEqual(
        answer(other!.compile(source), changed),
      );
    }
    const map = new Map(Object.entries(values));
    expect(answer(one!.compile(source), map)).toEqual(answer(other!.compile(source), map));
  });
});

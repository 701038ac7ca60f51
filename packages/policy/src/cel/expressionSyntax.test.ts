import fc from 'fast-check';
import { createCelEnvironment } from './createCelEnvironment';
import type { ExpressionNode, OperatorNode } from './ExpressionNode';
import { walkExpression } from './walkExpression';

const environment = createCelEnvironment({
  a: { type: 'dyn' },
  b: { type: 'dyn' },
  names: { type: 'list<string>' },
});

/** The tree as one line: what it says, without places. */
function shape(node: ExpressionNode): string {
  switch (node.kind) {
    case 'literal':
      return typeof node.value === 'string' ? JSON.stringify(node.value) : String(node.value);
    case 'name':
      return node.name;
    case 'member':
      return `${shape(node.of)}.${node.name}`;
    case 'index':
      return `${shape(node.of)}[${shape(node.index)}]`;
    case 'call':
      return `${node.target ? `${shape(node.target)}.` : ''}${node.name}(${node.values.map(shape).join()})`;
    case 'has':
      return `has(${shape(node.member)})`;
    case 'loop':
      return `${node.macro}(${[shape(node.over), node.variable, ...node.body.map(shape)].join()})`;
    case 'operator':
      return `(${[node.operator, ...node.operands.map(shape)].join(' ')})`;
    case 'list':
      return `[${node.items.map(shape).join()}]`;
    case 'map':
      return `{${node.entries.map(pair => pair.map(shape).join(':')).join()}}`;
  }
}

it.each([
  ['(a + b) * a', '(* (+ a b) a)'],
  ['-( ( a ) ).b', '(- a.b)'],
  ['((a)).size( ) == (1)', '(== a.size() 1)'],
  ['a // why (\n .b // then )\n ["\\")"]', 'a.b["\\")"]'],
  ["has((a.b).c) && 'x' in {'k': [1, 2u]}", '(&& has(a.b.c) (in "x" {"k":[1,2]}))'],
  ['(names).exists_one(n, n.startsWith("a"))', 'exists_one(names,n,n.startsWith("a"))'],
  ['names.map(n, n != "", n + "(")', 'map(names,n,(!= n ""),(+ n "("))'],
  ['cel.bind(x, 1, x + (2))', 'cel.bind(x,1,(+ x 2))'],
  ['a ? (b) : a ? r"\\d" : b\'q\'', '(?: a b (?: a "\\\\d" 113))'],
  ['!(a) || (a && (b))', '(|| (! a) (&& a b))'],
  ["a.`content-type`.b == {'`c`': br'\\d'}['`']", '(== a.content-type.b {"`c`":92,100}["`"])'],
  ['a\n\t.matches \n("(") && a.b().c', '(&& a.matches("(") a.b().c)'],
])('%s is read as %s', (source, expected) => {
  const { syntax } = environment.compile(source);
  expect(shape(syntax!)).toBe(expected);
  expectPlaces(source, syntax!);
});

it('has no syntax where the text cannot be read, and has it where names are wrong', () => {
  expect(environment.compile('a +').syntax).toBeUndefined();
  expect(environment.compile('nobody + 1').syntax).toMatchObject({ operator: '+' });
});

it('reads the text, not what calls are redirected to', () => {
  const { syntax } = environment.compile("names[0].matches('a')");
  expect(syntax).toMatchObject({ kind: 'call', name: 'matches', nameStart: 9, start: 0, end: 21 });
  expect(Object.isFrozen(syntax)).toBe(true);
});

it('makes a part an expression of its own', () => {
  const whole = environment.compile('a > 1 && (b + 1 > 2)');
  const [left, right] = (whole.syntax as OperatorNode).operands;
  expect(whole.part(left!).evaluate({ a: 2n, b: 0n, names: [] })).toBe(true);
  expect(whole.part(right!).source).toBe('b + 1 > 2');
  expect(whole.part(right!)).toBe(whole.part(right!));
});

const word = fc.constantFrom('a', 'b', 'names');
const literal = fc.constantFrom(
  '1',
  '2u',
  '0x1F',
  '1.5',
  '"("',
  "'''\n)'''",
  "r'\\('",
  'b"x"',
  'true',
);
const { source: anySource } = fc.letrec<{ source: string }>(tie => ({
  source: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    word,
    literal,
    tie('source').map(of => `(${of})`),
    tie('source').map(of => `( ${of} // note (\n)`),
    fc
      .tuple(
        tie('source'),
        fc.constantFrom(' + ', '&&', '  ||', ' in ', '==', '<', '-', '*'),
        tie('source'),
      )
      .map(([left, sign, right]) => `${bracket(left)}${sign}${bracket(right)}`),
    fc.tuple(fc.constantFrom('!', '-'), tie('source')).map(([sign, of]) => `${sign}(${of})`),
    tie('source').map(of => `(${of}).c`),
    fc.tuple(tie('source'), tie('source')).map(([of, at]) => `(${of})[${at}]`),
    fc.tuple(tie('source'), tie('source')).map(([of, value]) => `(${of}) . f(${value}, 1)`),
    tie('source').map(of => `size(${of})`),
    tie('source').map(of => `has((${of}).c.d)`),
    fc
      .tuple(tie('source'), fc.constantFrom('all', 'exists', 'map', 'filter'), tie('source'))
      .map(([over, macro, body]) => `(${over}).${macro}(x, ${body})`),
    fc.tuple(tie('source'), tie('source')).map(([one, two]) => `[${one}, {${two}: 1}]`),
    fc
      .tuple(tie('source'), tie('source'), tie('source'))
      .map(parts => `(${parts[0]}) ? ${parts[1]} : (${parts[2]})`),
  ),
})) as { source: fc.Arbitrary<string> };

function bracket(text: string): string {
  return /[?]/.test(text) ? `(${text})` : text;
}

it('gives every node a place whose text reads as that node', () => {
  fc.assert(
    fc.property(anySource, source => {
      const { syntax } = environment.compile(source);
      if (syntax) {
        expectPlaces(source, syntax);
      }
    }),
    { numRuns: 500, seed: 3 },
  );
});

function expectPlaces(source: string, root: ExpressionNode): void {
  walkExpression(root, (node, around) => {
    const text = source.slice(node.start, node.end);
    expect(shape(environment.compile(text).syntax!)).toBe(shape(node));
    const parent = around.at(-1);
    if (parent) {
      expect(node.start).toBeGreaterThanOrEqual(parent.start);
      expect(node.end).toBeLessThanOrEqual(parent.end);
    }
    if (node.kind === 'member' || node.kind === 'call') {
      expect(source.slice(node.nameStart, node.nameStart + node.name.length)).toBe(node.name);
    }
  });
}

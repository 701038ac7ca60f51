import fc from 'fast-check';
import { GUARDRAIL, SCOPE } from '../testing/examples';
import { parsePolicy, type ParsedPolicy } from './parsePolicy';

/** What holds of every result, whatever the text. */
function expectSound(parsed: ParsedPolicy): void {
  const { text, diagnostics, outline, policy } = parsed;
  expect(diagnostics.length).toBeLessThanOrEqual(100);
  const spans = [
    ...diagnostics.map(({ span }) => span),
    ...outline.rules.flatMap(({ span, nameSpan, whenSpan }) => [
      span,
      nameSpan,
      ...(whenSpan ? [whenSpan] : []),
    ]),
  ];
  for (const { start, end } of spans) {
    expect(start).toBeGreaterThanOrEqual(0);
    expect(end).toBeGreaterThanOrEqual(start);
    expect(end).toBeLessThanOrEqual(text.length);
  }
  expect(policy === undefined).toBe(diagnostics.some(({ severity }) => severity === 'error'));
}

describe('hostile texts become diagnostics', () => {
  const bomb = Array.from({ length: 12 }, (_, level) =>
    level === 0
      ? 'a0: &a0 [x, x]'
      : `a${level}: &a${level} [${Array(9)
          .fill(`*a${level - 1}`)
          .join(', ')}]`,
  ).join('\n');
  const texts: [string, string, string][] = [
    ['10 MB', 'a: b\n'.repeat(2_000_000), 'too-large'],
    ['250,000 brackets', '['.repeat(250_000), 'too-deep'],
    ['50,000 braces', '{a: '.repeat(50_000), 'too-deep'],
    ['a deep list', '- '.repeat(100_000), 'too-deep'],
    [
      'a deep mapping',
      Array.from({ length: 600 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join(''),
      'too-deep',
    ],
    ['an alias bomb', bomb, 'alias'],
    ['an alias of itself', 'a: &a [*a]', 'alias'],
    [
      '20,000 members',
      Array.from({ length: 20_000 }, (_, at) => `m${at}: 1\n`).join(''),
      'unknown-member',
    ],
    [
      '10,000 rules without anything',
      `spec:\n  layer: scope\n  rules:\n${'    - {}\n'.repeat(10_000)}`,
      'missing-member',
    ],
    [
      '5,000 rules that never fire',
      SCOPE + '    - { name: a, decision: allow, reason: x }\n'.repeat(5_000),
      'duplicate-rule',
    ],
    [
      '2,500 windows and as many names of others',
      SCOPE.replace(
        '  rules:',
        `  windows:\n${Array.from({ length: 2_500 }, (_, at) => `    w${at}: {}\n`).join('')}  rules:`,
      ) +
        Array.from(
          { length: 1_500 },
          (_, at) =>
            `    - { name: n${at}, when: "inWindow('x${at}') || inWindow('y${at}')", decision: allow, reason: x }\n`,
        ).join(''),
      'missing-member',
    ],
    ['40,000 equal members', 'a: 1\n'.repeat(40_000), 'duplicate-key'],
    ['a merge key', 'a: &x {b: 1}\nc:\n  <<: *x\n', 'alias'],
    ['a prototype', '__proto__: {polluted: true}\nconstructor: 1\n', 'unknown-member'],
    ['a directive of another version', '%YAML 1.1\n---\na: yes\n', 'unknown-member'],
    ['a key that is a list', '? [a, b]\n: c\n', 'yaml-syntax'],
    ['half a surrogate pair', 'a: \ud800\n', 'unknown-member'],
    ['a control character', 'a: \u0000\u0007\n', 'unknown-member'],
    ['a number', '42', 'schema-type'],
    ['a list', '[1, 2]', 'schema-type'],
    ['nothing', '', 'empty-document'],
    ['only line ends', '\r\n\r\n', 'empty-document'],
  ];
  it.each(texts)('%s', (_name, text, code) => {
    const parsed = parsePolicy(text, 'hostile');
    expectSound(parsed);
    expect(parsed.diagnostics.map(diagnostic => diagnostic.code)).toContain(code);
  });

  const conditions: [string, string][] = [
    ['a deep expression', `${'('.repeat(2000)}true${')'.repeat(2000)}`],
    ['a deep negation', `${'!'.repeat(4000)}true`],
    ['a long chain', `true${' && true'.repeat(500)}`],
    ['a long list', `1 in [${'1,'.repeat(1500)}1]`],
    ['a pattern that backtracks elsewhere', "action.name.matches('(a+)+$')"],
    ['a huge repetition', "action.name.matches('((a{900}){900}){900}')"],
    ['a member of the prototype', 'constructor.prototype'],
    ['an accessor of the prototype', 'resource.__proto__.x == 1'],
  ];
  it.each(conditions)('a condition: %s', (_name, condition) => {
    const quoted = `'${condition.replaceAll("'", "''")}'`;
    expectSound(parsePolicy(SCOPE.replace(/when: .*/, `when: ${quoted}`), 'hostile'));
  });
});

describe('any text', () => {
  it('of YAML-like letters', () => {
    const letters = fc.string({
      unit: fc.constantFrom(
        ...'ab:-[]{}\'"|>&*!#%@`?,\\ \n\t'.split(''),
        '\r\n',
        '  ',
        'when: ',
        '- ',
        '😀',
        '\u2028',
      ),
      maxLength: 60,
    });
    fc.assert(
      fc.property(letters, text => expectSound(parsePolicy(text, 'any'))),
      { numRuns: 200 },
    );
  });

  it('of a policy with a piece cut out, doubled or replaced', () => {
    const change = fc.record({
      text: fc.constantFrom(GUARDRAIL, SCOPE, SCOPE.replaceAll('\n', '\r\n')),
      start: fc.nat(1500),
      length: fc.nat(40),
      instead: fc.oneof(
        fc.string({ maxLength: 10 }),
        fc.constantFrom('\n', '  ', ': ', '- ', "'", '"', '[', '&a ', '|\n'),
      ),
    });
    fc.assert(
      fc.property(change, ({ text, start, length, instead }) => {
        const at = start % text.length;
        expectSound(parsePolicy(text.slice(0, at) + instead + text.slice(at + length), 'any'));
      }),
      { numRuns: 150 },
    );
  });

  it('as a condition', () => {
    const letters = fc.string({
      unit: fc.constantFrom(
        ...'ab.()[]{}\'"=<>!&|?:+-*/%,1 \\'.split(''),
        'resource',
        'action.properties',
        'has(',
        'size(',
        '.matches(',
        '.exists(x, ',
        'inWindow(',
        ' in ',
        ' == ',
        'true',
        '😀',
      ),
      maxLength: 12,
    });
    fc.assert(
      fc.property(letters, condition => {
        const quoted = `'${condition.replaceAll("'", "''")}'`;
        expectSound(
          parsePolicy(
            SCOPE.replace(/when: .*/, () => `when: ${quoted}`),
            'any',
          ),
        );
      }),
      { numRuns: 200 },
    );
  });
});

it('says every fault of a text at once', () => {
  const broken = SCOPE.replace('reason: Payments', 'reasn: Payments')
    .replace('deadline: 1h', 'deadline: soon')
    .replace('impact.level', 'impact.levl')
    .replace('name: scaling', 'name: restarts');
  const codes = parsePolicy(broken, 'x').diagnostics.map(({ code }) => code);
  expect(codes.sort()).toEqual(['duplicate-rule', 'unknown-member', 'unknown-name', 'wrong-unit']);
});

it('keeps the outline of rules while others are broken', () => {
  const { outline, policy } = parsePolicy(SCOPE.replace('decision: allow', 'decision: alow'), 'x');
  expect(policy).toBeUndefined();
  expect(outline.rules.map(({ name }) => name)).toEqual(['restarts', 'scaling']);
});

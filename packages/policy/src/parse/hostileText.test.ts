import fc from 'fast-check';
import { GUARDRAIL, SCOPE } from '../testing/examples';
import { HOSTILE_TEXTS, type HostileText } from '../testing/hostileTexts';
import { parsePolicyTest } from '../tests/parsePolicyTest';
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
  // How long they take, and how much memory, `npm run conformance -- hostile` measures.
  const ofKind = (kind: HostileText['kind']) =>
    HOSTILE_TEXTS.filter(hostile => hostile.kind === kind).map(
      hostile => [hostile.name, hostile] as const,
    );

  it.each(ofKind('policy'))('%s', (_name, { text, code }) => {
    const parsed = parsePolicy(text(), 'hostile');
    expectSound(parsed);
    expectCode(parsed.diagnostics, code);
  });

  it.each(ofKind('test'))('%s', (_name, { text, code }) => {
    const { diagnostics, test } = parsePolicyTest(text(), 'hostile');
    expect(diagnostics.length).toBeLessThanOrEqual(100);
    expectCode(diagnostics, code);
    expect(test === undefined).toBe(diagnostics.some(({ severity }) => severity === 'error'));
  });

  it.each([
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
  ])('%s', (_name, text, code) => {
    const parsed = parsePolicy(text, 'odd');
    expectSound(parsed);
    expectCode(parsed.diagnostics, code);
  });
});

function expectCode(diagnostics: readonly { code: string }[], code: string | undefined): void {
  const codes = diagnostics.map(diagnostic => diagnostic.code);
  expect([undefined, ...codes]).toContain(code);
}

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

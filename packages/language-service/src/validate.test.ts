import { parsePolicy } from '@countersign/policy';
import { documentSymbols } from './outline/documentSymbols';
import { validate } from './validate';

const LINES = [
  'apiVersion: countersign.dev/v1',
  'kind: Policy',
  'metadata: { name: payments, owner: group:default/payments }',
  'spec:',
  '  layer: scope',
  '  covers: [{ owner: group:default/payments }]',
  '  rules:',
  '    - name: one',
  '      decision: alow',
  '      reason: Because',
  '',
];

describe('validate', () => {
  it.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
  ])('marks a fault where it is, with %s', (_name, end) => {
    const found = validate(parsePolicy(LINES.join(end), 'file:///p.policy.yaml'));
    expect(found).toEqual([
      expect.objectContaining({
        range: { start: { line: 8, character: 16 }, end: { line: 8, character: 20 } },
        severity: 1,
        source: 'Countersign',
        code: 'schema-value',
      }),
    ]);
  });

  it('adds what a check of the set found', () => {
    const parsed = parsePolicy(LINES.join('\n').replace('alow', 'allow'), 'file:///p.policy.yaml');
    expect(validate(parsed)).toEqual([]);
    const span = { start: 0, end: 10 };
    expect(
      validate(parsed, [{ code: 'x', severity: 'warning', message: 'Of the set.', span }]),
    ).toEqual([expect.objectContaining({ message: 'Of the set.', severity: 2 })]);
  });
});

describe('documentSymbols', () => {
  it('lists the rules of a policy with faults', () => {
    const symbols = documentSymbols(parsePolicy(LINES.join('\n'), 'file:///p.policy.yaml'));
    expect(symbols.map(symbol => symbol.name)).toEqual(['one']);
    expect(symbols[0]!.range.start.line).toBe(7);
    expect(symbols[0]!.selectionRange).toEqual({
      start: { line: 7, character: 12 },
      end: { line: 7, character: 15 },
    });
  });
});

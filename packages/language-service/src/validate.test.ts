import { PolicyDocumentView } from './document/PolicyDocumentView';
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
    const found = validate(new PolicyDocumentView(LINES.join(end), 'file:///p.policy.yaml'));
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
    const parsed = new PolicyDocumentView(
      LINES.join('\n').replace('alow', 'allow'),
      'file:///p.policy.yaml',
    );
    expect(validate(parsed)).toEqual([]);
    const span = { start: 0, end: 10 };
    const diagnostic = {
      code: 'duplicate-policy',
      severity: 'warning',
      message: 'Of the set.',
      span,
    } as const;
    const findings = [
      { uri: parsed.uri, diagnostic },
      { uri: 'file:///other.policy.yaml', diagnostic },
    ];
    expect(validate(parsed, { findings })).toEqual([
      expect.objectContaining({ message: 'Of the set.', severity: 2 }),
    ]);
  });
});

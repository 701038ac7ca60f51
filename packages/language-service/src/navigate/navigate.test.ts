import { PolicyDocumentView } from '../document/PolicyDocumentView';
import { marked, SCOPE_HEAD } from '../testing/marked';
import { definition } from './definition';
import { references } from './references';

const TEXT = `${SCOPE_HEAD}  exceptions:
    - name: busy
      from: [ask-us]
  holds:
    - name: at-night
      window: night
  rules:
    - name: by-day
      when: inWindow('office') && !inWindow("night")
    - name: ask-us
      when: >-
        true ||
        inWindow('office')
      require: { approvers: { from: role:commander } }
`;
const GUARDRAIL = new PolicyDocumentView(
  'spec:\n  roles:\n    commander: [group:default/sre]\n',
  'file:///policies/guardrail.policy.yaml',
);

const at = (piece: string) => marked(TEXT.replace(piece, `${piece.slice(0, 2)}¦${piece.slice(2)}`));
const lineOf = (piece: string) => TEXT.slice(0, TEXT.indexOf(piece)).split('\n').length - 1;

describe('definition', () => {
  it.each([
    ['ask-us]', '- name: ask-us'],
    ["office')", 'office: {'],
    ['night")', 'night: {'],
    ['night\n  rules', 'night: {'],
  ])('of %j', (use, place) => {
    const { view, position } = at(use);
    expect(definition(view, position).map(({ range }) => range.start.line)).toEqual([
      lineOf(place),
    ]);
  });

  it('finds a role in the guardrail', () => {
    const { view, position } = at('commander }');
    const context = { policies: [GUARDRAIL, view] };
    expect(definition(view, position, context)).toEqual([
      { uri: GUARDRAIL.uri, range: expect.objectContaining({ start: { line: 2, character: 4 } }) },
    ]);
  });

  it('finds nothing for what is no name', () => {
    const { view, position } = at('true ||');
    expect(definition(view, position)).toEqual([]);
  });
});

describe('references', () => {
  it('of a window, from its name and from a use', () => {
    for (const piece of ['office: {', "office')"]) {
      const { view, position } = at(piece);
      expect(references(view, position).map(({ range }) => range.start.line)).toEqual([
        lineOf("inWindow('office') &&"),
        lineOf("inWindow('office')\n"),
      ]);
    }
  });

  it('of a rule, with its tests', () => {
    const { view, position } = at('ask-us\n      when');
    const tests = [
      {
        uri: 'file:///policies/payments.policy.test.yaml',
        text: [
          'spec:',
          '  cases:',
          '    - expect: { rule: payments/ask-us }',
          '    - expect: { rule: other/ask-us, rules: [by-day, ask-us] }',
        ].join('\n'),
      },
    ];
    expect(
      references(view, position, { tests }, { includeDeclaration: true }).map(each => [
        each.uri.replace(/.*\//, ''),
        each.range.start.line,
      ]),
    ).toEqual([
      ['payments.policy.yaml', lineOf('- name: ask-us')],
      ['payments.policy.yaml', lineOf('from: [ask-us]')],
      ['payments.policy.test.yaml', 2],
      ['payments.policy.test.yaml', 3],
    ]);
  });
});

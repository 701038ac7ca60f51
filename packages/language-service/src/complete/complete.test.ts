import { createCelEnvironment, RULE_VARIABLES } from '@countersign/policy';
import { BUILT_IN_FUNCTIONS } from '../condition/builtInFunctions';
import { CatalogNames } from '../context/CatalogNames';
import type { LanguageContext } from '../context/LanguageContext';
import { PolicyDocumentView } from '../document/PolicyDocumentView';
import { accept, completeMarked, SCOPE_HEAD } from '../testing/marked';

const CONTEXT: LanguageContext = {
  catalog: new CatalogNames([
    { ref: 'group:default/payments', title: 'Payments' },
    { ref: 'group:default/duty-managers' },
    { ref: 'user:default/ada' },
    { ref: 'system:default/billing' },
    { ref: 'component:default/ledger' },
  ]),
  samples: {
    'action.name': ['service.restart', 'deployment.rollback'],
    'action.properties.replicas': [2, 4],
    'resource.tags': ['card-data', "it's"],
    'resource.owner': ['group:default/payments'],
  },
  policies: [
    new PolicyDocumentView(
      'metadata: { name: guardrail }\nspec:\n  roles:\n    incident-commander: [user:default/ada]\n',
      'file:///policies/guardrail.policy.yaml',
    ),
  ],
  now: Date.UTC(2026, 10, 22),
};

const labels = (text: string, context: LanguageContext = CONTEXT) =>
  completeMarked(text, context).items.map(item => item.label);

describe('members', () => {
  it('come first where they are required', () => {
    expect(labels('¦')).toEqual(['apiVersion', 'kind', 'metadata', 'spec']);
    expect(labels(`${SCOPE_HEAD}  rules:\n    - name: one\n      ¦\n`)).toEqual([
      'decision',
      'reason',
      'kind',
      'when',
      'require',
    ]);
  });

  it('leave out what stands there, and what the other shape has', () => {
    expect(labels(`${SCOPE_HEAD}  ¦\n`)).not.toContain('covers');
    expect(labels(`${SCOPE_HEAD}  ¦\n`)).not.toContain('impact');
    const approvers = `${SCOPE_HEAD}  rules:\n    - require:\n        approvers: { from: x, ¦ }\n`;
    expect(labels(approvers)).toEqual(['count']);
  });

  it.each([
    ['spec:\n  layer: scope\n  mo¦\n', 'mode', 'spec:\n  layer: scope\n  mode: \n'],
    ['spec:\n  layer: scope\n  ru¦\n', 'rules', 'spec:\n  layer: scope\n  rules:\n    - \n'],
    ['meta¦', 'metadata', 'metadata:\n  '],
    ['spec:\n  la¦: scope\n', 'layer', 'spec:\n  layer: scope\n'],
    ['spec:\n  rules:\n    - na¦\n', 'name', 'spec:\n  rules:\n    - name: \n'],
    ['spec:\n  rules:\n    ¦\n', 'name', 'spec:\n  rules:\n    - name: \n'],
    [
      'spec:\n  rules:\n    - name: a\n    ¦\n',
      'name',
      'spec:\n  rules:\n    - name: a\n    - name: \n',
    ],
    ['spec:\n  rules:\n    - requ¦\n', 'require', 'spec:\n  rules:\n    - require:\n        \n'],
    ['metadata: { na¦ }', 'name', 'metadata: { name:  }'],
    ['spec:\n  levels:\n    hi¦', 'high', 'spec:\n  levels:\n    high:\n      '],
  ])('%j + %s', (text, label, expected) => {
    expect(accept(text, label)).toBe(expected);
  });
});

describe('values', () => {
  const rule = (line: string) => `${SCOPE_HEAD}  rules:\n    - name: one\n      ${line}\n`;

  it.each([
    ['kind: ¦', ['Policy']],
    ['spec:\n  mode: ¦', ['active', 'shadow', 'disabled']],
    [rule('decision: de¦'), ['deny']],
    [rule('require: { reasonRequired: ¦ }'), ['true', 'false']],
    [rule('require: { deadline: 3¦ }'), ['3m', '3h', '3d', '30m', '30d']],
    [
      rule('require: { separation: [agent_owners, ¦] }'),
      ['agent_owners', 'executor_owners', 'policy_author'],
    ],
    ['metadata: { owner: pay¦ }', ['group:default/payments']],
    ['metadata:\n  owner: managers¦', ['group:default/duty-managers']],
    ['spec:\n  covers:\n    - system: ¦', ['system:default/billing']],
    ['spec:\n  covers:\n    - component: ¦', ['component:default/ledger']],
    ['metadata:\n  reviewBy: 2027¦', ['2027-02-20', '2027-05-21', '2027-11-22']],
    ['metadata:\n  name: ¦', ['payments']],
    ['spec:\n  windows:\n    a:\n      days: [sa¦]', ['sat']],
  ])('%j', (text, expected) => {
    expect(labels(text)).toEqual(expected);
  });

  it('know who may be asked', () => {
    expect(labels(rule('require: { approvers: { from: ¦ } }'))).toEqual([
      'owners(resource)',
      'owners(blastRadius)',
      'oncall(resource)',
      'role:incident-commander',
      'group:default/duty-managers',
      'group:default/payments',
      'user:default/ada',
    ]);
    expect(
      accept(rule('require:\n        approvers: ¦'), '{ from: oncall(resource) }', CONTEXT),
    ).toContain('approvers: { from: oncall(resource) }\n');
  });

  it('know the zones of the engine', () => {
    expect(labels('spec:\n  windows:\n    a:\n      zone: europe/lond¦')).toEqual([
      'Europe/London',
    ]);
  });

  it('name the rules, holds and windows of the policy', () => {
    const text = `${SCOPE_HEAD}  rules:\n    - name: ask-us\n    - name: no\n`;
    expect(labels(`${text}  exceptions:\n    - from: [¦]\n`)).toEqual(['ask-us', 'no']);
    expect(labels(`${text}  holds:\n    - window: ¦\n`)).toEqual(['office', 'night']);
    expect(labels(text.replace('payments,', 'payments, controls: [{ rules: [¦] }],'))).toEqual([
      'ask-us',
      'no',
    ]);
  });

  it('replace what stands between quotes', () => {
    expect(accept("metadata:\n  owner: 'gro¦'\n", 'group:default/payments', CONTEXT)).toBe(
      "metadata:\n  owner: 'group:default/payments'\n",
    );
  });

  it.each(['# ¦', 'kind: Policy # ¦', "kind: 'Policy' ¦"])('offer nothing in %j', text => {
    expect(labels(text)).toEqual([]);
  });
});

describe('conditions', () => {
  const when = (condition: string) =>
    `${SCOPE_HEAD}  rules:\n    - name: one\n      when: ${condition}\n      decision: deny\n`;

  it.each([
    ['im¦', ['impact', 'timestamp']],
    ['impact.rev¦', ['reversibility']],
    ["impact.level == '¦'", ['low', 'moderate', 'high', 'critical', 'unknown']],
    ["impact.level in ['low', 'h¦']", ['high']],
    ["inWindow('¦')", ['office', 'night']],
    ["inWindow('off¦", ['office']],
    ["atLeast(impact.level, 'm¦')", ['moderate']],
    ["action.name == 'serv¦'", ['service.restart']],
    ['action.properties.¦', ['replicas']],
    ["resource.tags.exists(tag, tag == 'card¦')", ['card-data']],
    ["resource.tags.exists(tag, tag in ['card¦'])", ['card-data']],
    ["true && 'card¦' in resource.tags", ['card-data']],
    ["now.getHours('Europe/Lond¦')", ['Europe/London']],
    ['resource.tags.exi¦', ['exists', 'exists_one']],
    ['action.name.starts¦', ['startsWith']],
    ['true // im¦', []],
    ["'done'¦", []],
  ])('%s', (condition, expected) => {
    expect(labels(when(condition))).toEqual(expected);
  });

  it('propose values before variables behind a comparison', () => {
    expect(labels(when('impact.level == ¦')).slice(0, 6)).toEqual([
      "'low'",
      "'moderate'",
      "'high'",
      "'critical'",
      "'unknown'",
      'subject',
    ]);
  });

  it('know the variable of a loop, and not the level where it is made', () => {
    expect(labels(when('resource.tags.exists(tag, ta¦'))).toContain('tag');
    const raise = 'spec:\n  layer: guardrail\n  impact:\n    raises:\n      - when: impact.le¦\n';
    expect(labels(raise)).not.toContain('level');
  });

  it.each([
    ["'impact.level == ¦'", "'critical'", "'impact.level == ''critical'''"],
    ['"resource.tags.exists(t, t == \'¦\')"', "it's", "\"resource.tags.exists(t, t == 'it's')\""],
    ['>-\n        true &&\n        im¦ == 1', 'impact', '>-\n        true &&\n        impact == 1'],
    ['>-\n        true &&\n        ¦', 'impact', '>-\n        true &&\n        impact'],
    ['|\n        res¦ource.owner', 'resource', '|\n        resource.owner'],
  ])('%s + %s', (condition, label, expected) => {
    expect(accept(when(condition), label, CONTEXT)).toBe(when(expected));
  });

  it('know functions that exist', () => {
    const environment = createCelEnvironment(RULE_VARIABLES);
    for (const { example } of BUILT_IN_FUNCTIONS) {
      expect([example, environment.compile(example).faults]).toEqual([example, []]);
    }
  });
});

it('a large catalog is looked up, and cut', () => {
  const refs = (kind: string, count: number) =>
    Array.from({ length: count }, (_, index) => ({ ref: `${kind}:default/the-${kind}-${index}` }));
  const catalog = new CatalogNames([...refs('group', 5_000), ...refs('component', 50_000)]);
  const many = completeMarked('metadata: { owner: gr¦ }', { catalog });
  expect([many.isIncomplete, many.items.length]).toEqual([true, 200]);
  const few = completeMarked('metadata: { owner: group-4999¦ }', { catalog });
  expect([few.isIncomplete, few.items.map(item => item.label)]).toEqual([
    false,
    ['group:default/the-group-4999'],
  ]);
});

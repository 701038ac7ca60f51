import { GUARDRAIL, SCOPE } from './examples';

/** A text that is made to cost time or memory. */
export interface HostileText {
  readonly name: string;
  readonly kind: 'policy' | 'test';
  /** A code that must be among the findings; absent where the text is sound, only large. */
  readonly code?: string;
  /** Made when it is asked for: some are large. */
  readonly text: () => string;
}

const lines = (count: number, line: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => line(at)).join('');
/** A policy with these members of `spec` before its rules. */
const withParts = (text: string, parts: string) =>
  text.replace(/^ {2}rules:/m, () => `${parts}  rules:`);
/** A scope policy whose first condition is another one. */
const asking = (condition: string) =>
  SCOPE.replace(/when: .*/, () => `when: '${condition.replaceAll("'", "''")}'`);
const rule = (name: string, condition: string) =>
  `    - { name: ${name}, when: "${condition}", decision: allow, reason: x }\n`;

const policy = (name: string, code: string | undefined, text: () => string): HostileText => ({
  ...{ name, kind: 'policy', text },
  ...(code !== undefined && { code }),
});
const test = (name: string, code: string | undefined, text: () => string): HostileText => ({
  ...policy(name, code, text),
  kind: 'test',
});

const TEST_HEAD = `apiVersion: countersign.dev/v1
kind: PolicyTest
metadata: { name: payments }
spec:
  at: 2026-11-23T10:00:00Z
  cases:
`;
const aliasBomb = () =>
  lines(12, level =>
    level === 0
      ? 'a0: &a0 [x, x]\n'
      : `a${level}: &a${level} [${Array(9)
          .fill(`*a${level - 1}`)
          .join(', ')}]\n`,
  );

/** Texts of which each must become findings in little time and memory. */
export const HOSTILE_TEXTS: readonly HostileText[] = [
  policy('10 MB of lines', 'too-large', () => 'a: b\n'.repeat(2_000_000)),
  policy('10 MB in one scalar', 'too-large', () => `a: ${'x'.repeat(10_000_000)}`),
  policy('10 MB without an end of line', 'too-large', () => '- '.repeat(5_000_000)),
  policy('250 KB in one scalar', 'unknown-member', () => `a: ${'x '.repeat(120_000)}`),
  policy('250 KB in one quoted scalar', 'unknown-member', () => `a: "${'\\n'.repeat(120_000)}"`),
  policy('250,000 brackets', 'too-deep', () => '['.repeat(250_000)),
  policy('50,000 braces', 'too-deep', () => '{a: '.repeat(50_000)),
  policy('100,000 nested lists', 'too-deep', () => '- '.repeat(100_000)),
  policy('600 nested mappings', 'too-deep', () => lines(600, at => `${' '.repeat(at)}a:\n`)),
  policy('1,000 nested approvers', 'too-deep', () =>
    SCOPE.replace(/approvers: .*/, () => `approvers: ${'{ all: ['.repeat(500)}${']}'.repeat(500)}`),
  ),
  policy('an alias bomb', 'alias', aliasBomb),
  policy('an alias of itself', 'alias', () => 'a: &a [*a]'),
  policy('20,000 anchors', 'alias', () => lines(20_000, at => `- &a${at} x\n`)),
  policy('20,000 members', 'unknown-member', () => lines(20_000, at => `m${at}: 1\n`)),
  policy('40,000 equal members', 'duplicate-key', () => 'a: 1\n'.repeat(40_000)),
  policy('20,000 faulty lines', 'yaml-syntax', () => 'a: %b\n"\n'.repeat(20_000)),
  policy('100,000 quotes', 'yaml-syntax', () => `"'`.repeat(50_000)),
  policy(
    '10,000 rules without anything',
    'missing-member',
    () => `spec:\n  layer: scope\n  rules:\n${'    - {}\n'.repeat(10_000)}`,
  ),
  policy(
    '3,300 whole rules',
    'schema-value',
    () => SCOPE + lines(2_400, at => rule(`n${at}`, `subject.id == 'a${at}'`)),
  ),
  policy(
    '1,000 rules that ask for much',
    undefined,
    () =>
      SCOPE + lines(998, at => rule(`n${at}`, `resource.tier == 1 && action.properties.a > ${at}`)),
  ),
  policy(
    '5,000 rules that never fire',
    'duplicate-rule',
    () => SCOPE + '    - { name: a, decision: allow, reason: x }\n'.repeat(5_000),
  ),
  policy(
    '2,500 windows and as many names of others',
    'missing-member',
    () =>
      withParts(SCOPE, `  windows:\n${lines(2_500, at => `    w${at}: {}\n`)}`) +
      lines(1_500, at => rule(`n${at}`, `inWindow('x${at}') || inWindow('y${at}')`)),
  ),
  policy('3,000 windows', 'unused-window', () =>
    withParts(
      SCOPE,
      `  windows:\n${lines(3_000, at => `    w${at}: { zone: UTC, days: [mon, tue], from: '00:00', to: '10:00' }\n`)}`,
    ),
  ),
  policy('1,900 exceptions from what is not there', 'unknown-rule', () =>
    withParts(
      SCOPE,
      `  exceptions:\n${lines(1_900, at => `    - { name: e${at}, from: [x${at}], owner: group:default/a, until: 2026-12-31, reason: x }\n`)}`,
    ),
  ),
  policy('5,000 roles', 'schema-value', () =>
    withParts(GUARDRAIL, `  roles:\n${lines(5_000, at => `    R${at}: [group:default/a]\n`)}`),
  ),
  policy('1,000 zones that do not exist', undefined, () =>
    withParts(
      SCOPE,
      `  windows:\n${lines(1_000, at => `    w${at}: { zone: Europe/Lon${at}, days: [mon], from: '00:00', to: '10:00' }\n`)}`,
    ),
  ),
  ...reachBombs(),
  ...conditions(),
  test('a test of 10 MB', 'too-large', () => TEST_HEAD + '    - {}\n'.repeat(1_500_000)),
  test('a test with an alias bomb', 'alias', aliasBomb),
  test(
    'a test with 20,000 cases without anything',
    'test-no-action',
    () => TEST_HEAD + '    - {}\n'.repeat(20_000),
  ),
  test(
    'a test with 2,000 cases',
    undefined,
    () =>
      TEST_HEAD +
      lines(
        2_000,
        at =>
          `    - { name: case ${at}, given: { action: a${at} }, expect: { decision: deny, rule: payments/r${at} } }\n`,
      ),
  ),
  test(
    'a test that nests deep',
    'too-deep',
    () => `${TEST_HEAD}    - { given: ${'{ a: '.repeat(1_000)}`,
  ),
];

/** Rules that are hard to compare with each other. */
function reachBombs(): HostileText[] {
  const list = (of: number, from: number) => lines(of, at => `'n${from + at * 7}',`).slice(0, -1);
  const either = (parts: number, part: (at: number) => string) =>
    Array.from({ length: parts }, (_, at) => part(at)).join(' || ');
  return [
    policy(
      'rules with long lists',
      undefined,
      () => SCOPE + lines(60, at => rule(`n${at}`, `action.name in [${list(400, at)}]`)),
    ),
    policy(
      'rules with many parts',
      undefined,
      () =>
        SCOPE +
        lines(150, at =>
          rule(
            `n${at}`,
            either(24, part => `(subject.id == 'a${part + at}' && impact.score > ${part})`),
          ),
        ),
    ),
    policy(
      'rules that multiply out',
      undefined,
      () =>
        SCOPE +
        lines(40, at =>
          rule(
            `n${at}`,
            Array.from(
              { length: 16 },
              (_, part) =>
                `(action.properties.a${part} == ${at} || action.properties.b${part} > 1)`,
            ).join(' && '),
          ),
        ),
    ),
    policy(
      'negations that multiply out',
      undefined,
      () =>
        SCOPE +
        lines(40, at =>
          rule(
            `n${at}`,
            `!(${either(16, part => `(subject.id == 'x${part}' && impact.score == ${part + at})`)})`,
          ),
        ),
    ),
    policy(
      '900 rules of the same fact',
      undefined,
      () =>
        SCOPE +
        lines(900, at =>
          rule(`n${at}`, `impact.score > ${at % 100} && impact.score < ${(at * 7) % 100}`),
        ),
    ),
  ];
}

function conditions(): HostileText[] {
  const nested = `${'('.repeat(59)}true${')'.repeat(59)}`;
  return (
    [
      [
        'brackets 60 deep in 8,000 characters',
        'schema-value',
        `${nested}${' && subject.id != "a"'.repeat(400)}`,
      ],
      ['conditionals 58 deep', undefined, `${'true ? '.repeat(58)}true${' : false'.repeat(58)}`],
      ['2,000 brackets', 'condition-syntax', `${'('.repeat(2_000)}true${')'.repeat(2_000)}`],
      ['4,000 negations', 'condition-syntax', `${'!'.repeat(4_000)}true`],
      ['500 parts', undefined, `true${' && true'.repeat(500)}`],
      ['1,500 items', 'condition-syntax', `1 in [${'1,'.repeat(1_500)}1]`],
      ['a pattern that backtracks elsewhere', undefined, "context.rationale.matches('^(a+)+$')"],
      ['a huge repetition', 'condition-pattern', "action.name.matches('((a{900}){900}){900}')"],
      ['a large pattern', undefined, `action.name.matches('${'(a|b|[c-x]{3,9})+'.repeat(220)}')`],
      [
        'a pattern of many repetitions',
        undefined,
        `action.name.matches('${'x{990}'.repeat(600)}')`,
      ],
      ['loops in loops', undefined, `${'[1,2,3].all(x, '.repeat(20)}true${')'.repeat(20)}`],
      ['a member of the prototype', 'unknown-name', 'constructor.prototype'],
    ] satisfies [string, string | undefined, string][]
  ).map(([name, code, source]) => policy(`a condition: ${name}`, code, () => asking(source)));
}

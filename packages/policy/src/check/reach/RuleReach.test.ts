import { findingsOf } from '../../testing/readCases';

/** What is found in a scope policy with these conditions, as the rule's position and the message. */
function found(conditions: readonly string[], more = ''): string[] {
  return findingsOf(`apiVersion: countersign.dev/v1
kind: Policy
metadata: { name: payments, owner: group:default/payments }
spec:
  layer: scope
  covers: [{ owner: group:default/payments }]
  windows:
    days: { zone: Europe/London, days: [mon, tue, wed, thu, fri], from: '09:00', to: '17:00' }
    nights: { zone: Europe/London, days: [sun, mon, tue, wed, thu, fri], from: '17:00', to: '09:00' }
    weekend: { zone: Europe/London, days: [sat, sun], from: '00:00', to: '24:00' }
${more}  rules:
${conditions
  .map(
    (when, index) =>
      `    - { name: r${index}, when: "${when}", decision: allow, reason: Harmless. }\n`,
  )
  .join('')}`)
    .filter(line => line.includes('never-fires'))
    .map(line => {
      const [, row, rest] = /^(\d+):\d+ warning never-fires «[^]*?» (.*)$/.exec(line)!;
      return `r${Number(row) - 12 - more.split('\n').length + 1} ${rest}`;
    });
}

/** Lists of conditions of which the last is taken by those of the rules named. */
const TAKEN: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['a narrower list', ["action.name in ['a', 'b', 'c']", "action.name == 'b'"], ['r0']],
  [
    'a longer start',
    ["action.name.startsWith('deployment.')", "action.name == 'deployment.scale'"],
    ['r0'],
  ],
  [
    'a start within a start',
    ["action.name.startsWith('a')", "action.name.startsWith('ab')"],
    ['r0'],
  ],
  ['one condition more', ['resource.known', "resource.known && action.name == 'a'"], ['r0']],
  ['an alternative', ["resource.known || action.name == 'a'", "action.name == 'a'"], ['r0']],
  ['a smaller number', ['impact.blastRadius.size < 10', 'impact.blastRadius.size < 5'], ['r0']],
  [
    'the next whole number',
    ['impact.blastRadius.size > 3', 'impact.blastRadius.size >= 4'],
    ['r0'],
  ],
  ['a higher level', ["atLeast(impact.level, 'moderate')", "impact.level == 'critical'"], ['r0']],
  ['levels written out', ["impact.level != 'low'", "atLeast(impact.level, 'moderate')"], ['r0']],
  [
    'another order',
    ["resource.known && action.name == 'a'", "action.name == 'a' && resource.known"],
    ['r0'],
  ],
  ['other words', ["!(impact.level == 'low')", "impact.level != 'low'"], ['r0']],
  ['a parameter', ['action.properties.replicas <= 5', 'action.properties.replicas <= 3'], ['r0']],
  [
    'a fact that may be absent',
    ['has(resource.tier) && resource.tier < 2', 'has(resource.tier) && resource.tier == 0'],
    ['r0'],
  ],
  ['what cannot be read without it', ['has(resource.tier)', 'resource.tier == 0'], ['r0']],
  [
    'a condition that is not looked into',
    [
      "resource.tags.exists(t, t == 'a')",
      "resource.known && resource.tags.exists(x, x == 'b') && resource.tags.exists(t, t == 'a')",
    ],
    ['r0'],
  ],
  [
    'two halves',
    ["atLeast(impact.level, 'high')", "!atLeast(impact.level, 'high')", "action.name == 'a'"],
    ['r0', 'r1'],
  ],
  [
    'two halves of one action',
    [
      "action.name == 'a' && resource.known",
      "action.name == 'a' && !resource.known",
      "action.name == 'a'",
    ],
    ['r0', 'r1'],
  ],
  [
    'all levels',
    [
      "impact.level in ['low', 'moderate']",
      "impact.level in ['high', 'critical']",
      "impact.level == 'unknown'",
      'resource.known',
    ],
    ['r0', 'r1', 'r2'],
  ],
  [
    'day, night and weekend',
    ["inWindow('days')", "inWindow('nights')", "inWindow('weekend')", 'resource.known'],
    ['r0', 'r1', 'r2'],
  ],
  [
    'numbers without a gap',
    ['impact.blastRadius.size <= 3', 'impact.blastRadius.size >= 4', 'resource.known'],
    ['r0', 'r1'],
  ],
  [
    'there and absent',
    [
      'has(resource.tier) && resource.tier >= 1',
      '!has(resource.tier)',
      'has(resource.tier) && resource.tier < 1',
      "action.name == 'a'",
    ],
    ['r0', 'r1', 'r2'],
  ],
  [
    'one of several that is of no use',
    [
      "action.name == 'a' && resource.known",
      "action.name == 'a' && inWindow('days')",
      "action.name == 'a' && !resource.known",
      "action.name == 'a'",
    ],
    ['r0', 'r2'],
  ],
];

it.each(TAKEN)('finds what is taken by %s', (_title, conditions, takers) => {
  const findings = found(conditions);
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatch(new RegExp(`^r${conditions.length - 1} Rules? `));
  expect(findings[0]!.slice(3).match(/"r\d"/g)!.slice(0, takers.length)).toEqual(
    takers.map(name => `"${name}"`),
  );
});

/** Lists of conditions each of which may decide. */
const REACHED: readonly (readonly [string, readonly string[]])[] = [
  ['a wider condition after a narrower', ["action.name == 'a'", "action.name in ['a', 'b']"]],
  [
    'a parameter that may be of another type',
    ['action.properties.x > 3', 'action.properties.x <= 3', 'has(action.properties.x)'],
  ],
  [
    'a parameter that may be absent',
    ["action.properties.x == 'a'", "action.properties.x != 'a'", 'resource.known'],
  ],
  ['a fact that may be absent', ['resource.tier >= 1', 'resource.tier < 1', 'resource.known']],
  [
    'a negation that may be an error',
    ['action.properties.x > 3', '!(action.properties.x > 3)', "action.properties.x == 'a'"],
  ],
  [
    'parameters that may be absent',
    [
      'action.properties.x == action.properties.y',
      'action.properties.x != action.properties.y',
      'resource.known',
    ],
  ],
  [
    'a loop that may fail',
    [
      "action.properties.x.exists(t, t == 'a')",
      "!action.properties.x.exists(t, t == 'a')",
      'resource.known',
    ],
  ],
  [
    'a gap between numbers',
    ['impact.confidence < 0.5', 'impact.confidence > 0.5', 'resource.known'],
  ],
  [
    'a gap between levels',
    ["impact.level == 'low'", "atLeast(impact.level, 'high')", 'resource.known'],
  ],
  ['a gap between windows', ["inWindow('days')", "inWindow('weekend')", 'resource.known']],
  ['patterns', ["action.name.matches('^a')", "action.name.startsWith('a')"]],
  [
    'too many parameters to be read',
    ['has(action.properties.x)', '!has(action.properties.x)', 'resource.known'],
  ],
];

it.each(REACHED)('says nothing of %s', (_title, conditions) => {
  expect(found(conditions)).toEqual([]);
});

it('names a rule that matches everything without saying so', () => {
  expect(found(["atLeast(impact.level, 'low')", "action.name == 'a'"])).toEqual([
    'r1 Rule "r0" before it matches everything, and the first match decides, so this rule never answers. Move it up, or change the condition of "r0".',
  ]);
});

it('does not count what an exception may lift', () => {
  const exceptions = (from: string) =>
    `  exceptions: [{ name: e, from: [${from}], owner: 'group:default/a', until: '2099-01-01', reason: For now. }]\n`;
  const conditions = ['resource.known', "resource.known && action.name == 'a'"];
  expect(found(conditions, exceptions('r0'))).toEqual([]);
  expect(found(conditions, exceptions('r1'))).toHaveLength(1);
});

it('finds what is taken among a thousand rules', () => {
  const rules = Array.from({ length: 990 }, (_, at) => `action.name == 'a${at}' && resource.known`);
  expect(
    found([...rules, "action.name == 'a500' && resource.known && impact.level == 'low'"]),
  ).toEqual([expect.stringMatching(/^r990 Rule "r500" before it matches whenever/)]);
});

import { createCelEnvironment } from '../../cel/createCelEnvironment';
import { policyFunctions } from '../../facts/createPolicyEnvironments';
import { RULE_VARIABLES } from '../../facts/variables';
import { PolicyText } from '../../parse/PolicyText';
import { readYaml } from '../../parse/readYaml';
import { compileWindow, type Window } from '../../plan/compileWindow';
import { contradictionIn } from './contradictionIn';
import { ReachScope } from './ReachScope';

const WINDOWS = `spec:
  windows:
    days: { zone: Europe/London, days: [mon, tue, wed, thu, fri], from: '09:00', to: '17:00' }
    nights: { zone: Europe/London, days: [mon, tue, wed, thu, fri], from: '22:00', to: '06:00' }
    mornings: { zone: Europe/London, days: [mon], from: '08:00', to: '12:00' }
    abroad: { zone: Asia/Tokyo, days: [mon], from: '09:00', to: '17:00' }
`;
const text = new PolicyText(WINDOWS, readYaml(WINDOWS).root!);
const windows = new Map<string, Window>(
  text
    .names(['spec', 'windows'])
    .map(name => [name, compileWindow(text.valueAt(['spec', 'windows', name]) as never)]),
);
const environment = createCelEnvironment(RULE_VARIABLES, policyFunctions(windows));

/** The contradicting part and what is said of it; `undefined` when the condition may be true. */
function found(condition: string): readonly [string, string] | undefined {
  const expression = environment.compile(condition);
  expect(expression.faults).toEqual([]);
  const contradiction = contradictionIn(expression, new ReachScope(environment.variables, text));
  return (
    contradiction && [
      condition.slice(contradiction.start, contradiction.end),
      contradiction.message.replace(/, so the whole condition is never true.*$/, ''),
    ]
  );
}

/** Conditions that are never true: the condition, the part that is marked, what is said of it. */
const NEVER: readonly (readonly [string, string, string])[] = [
  [
    "impact.level == 'low' && impact.level == 'high'",
    "impact.level == 'high'",
    'impact.level cannot be both low and high',
  ],
  [
    "impact.level == 'low' && atLeast(impact.level, 'high')",
    "atLeast(impact.level, 'high')",
    'impact.level cannot be both low and at least high',
  ],
  [
    "!atLeast(impact.level, 'moderate') && impact.level == 'critical'",
    "impact.level == 'critical'",
    'impact.level cannot be both below moderate and critical',
  ],
  [
    "atLeast('moderate', impact.level) && atLeast(impact.level, 'high')",
    "atLeast(impact.level, 'high')",
    "This is never true where atLeast('moderate', impact.level) is",
  ],
  [
    "impact.level in ['low', 'moderate'] && impact.level == 'high'",
    "impact.level == 'high'",
    'impact.level cannot be both one of low, moderate and high',
  ],
  [
    "impact.level != 'low' && impact.level != 'moderate' && impact.level != 'high' && impact.level != 'critical' && impact.level != 'unknown'",
    "impact.level != 'unknown'",
    'Together with the conditions before it this leaves no value that impact.level could have',
  ],
  [
    "action.name == 'a' && action.name != 'a'",
    "action.name != 'a'",
    'action.name cannot be both a and anything but a',
  ],
  [
    "action.name == 'database.drop' && action.name.startsWith('deployment.')",
    "action.name.startsWith('deployment.')",
    'action.name cannot be both database.drop and a text that starts with "deployment."',
  ],
  [
    "action.name.startsWith('a') && action.name.startsWith('b')",
    "action.name.startsWith('b')",
    'action.name cannot be both a text that starts with "a" and a text that starts with "b"',
  ],
  [
    "action.name.startsWith('abc') && !action.name.startsWith('ab')",
    "!action.name.startsWith('ab')",
    'action.name cannot be both a text that starts with "abc" and a text that does not start with "ab"',
  ],
  [
    "action.name.endsWith('.drop') && !action.name.contains('drop')",
    "!action.name.contains('drop')",
    'action.name cannot be both a text that ends with ".drop" and a text that does not contain "drop"',
  ],
  [
    "action.name == 'x1' && action.name.matches('^[a-z]+$')",
    "action.name.matches('^[a-z]+$')",
    'action.name cannot be both x1 and a text that matches "^[a-z]+$"',
  ],
  [
    "action.name.matches('^a') && !action.name.matches('^a')",
    "!action.name.matches('^a')",
    'action.name cannot be both a text that matches "^a" and a text that does not match "^a"',
  ],
  [
    'impact.blastRadius.size > 5 && impact.blastRadius.size < 3',
    'impact.blastRadius.size < 3',
    'impact.blastRadius.size cannot be both more than 5 and less than 3',
  ],
  [
    'impact.blastRadius.size > 3 && impact.blastRadius.size < 4',
    'impact.blastRadius.size < 4',
    'impact.blastRadius.size cannot be both more than 3 and less than 4',
  ],
  [
    '3 < impact.blastRadius.size && impact.blastRadius.size <= 3',
    'impact.blastRadius.size <= 3',
    'impact.blastRadius.size cannot be both more than 3 and at most 3',
  ],
  [
    'impact.confidence > 0.5 && impact.confidence < 0.5',
    'impact.confidence < 0.5',
    'impact.confidence cannot be both more than 0.5 and less than 0.5',
  ],
  [
    'action.properties.replicas > 3 && action.properties.replicas < 2',
    'action.properties.replicas < 2',
    'action.properties.replicas cannot be both more than 3 and less than 2',
  ],
  [
    "action.properties.x == 1 && action.properties.x == '1'",
    "action.properties.x == '1'",
    'action.properties.x cannot be both 1 and 1',
  ],
  [
    "action.properties.x == 'a' && action.properties['x'] == 'b'",
    "action.properties['x'] == 'b'",
    'action.properties.x cannot be both a and b',
  ],
  [
    'action.properties.x == 1 && action.properties.x == 1.5',
    'action.properties.x == 1.5',
    'action.properties.x cannot be both 1 and 1.5',
  ],
  [
    "action.properties.x > 3 && action.properties.x.startsWith('a')",
    "action.properties.x.startsWith('a')",
    'action.properties.x cannot be both more than 3 and a text that starts with "a"',
  ],
  [
    '!has(resource.tier) && resource.tier == 0',
    'resource.tier == 0',
    'resource.tier cannot be both absent and 0',
  ],
  [
    'has(resource.tier) && !has(resource.tier)',
    '!has(resource.tier)',
    'resource.tier cannot be both there and absent',
  ],
  [
    "!has(action.properties.a) && action.properties.a.b == 'c'",
    "action.properties.a.b == 'c'",
    'This is never true where !has(action.properties.a) is',
  ],
  [
    '!has(context.rollbackPlan) && has(context.rollbackPlan.testedAt)',
    'has(context.rollbackPlan.testedAt)',
    'This is never true where !has(context.rollbackPlan) is',
  ],
  [
    'resource.known && !resource.known',
    '!resource.known',
    'resource.known cannot be both true and false',
  ],
  [
    'resource.known && resource.known == false',
    'resource.known == false',
    'resource.known cannot be both true and false',
  ],
  [
    'size(resource.tags) > 2 && resource.tags.size() == 0',
    'resource.tags.size() == 0',
    'size(resource.tags) cannot be both more than 2 and 0',
  ],
  [
    'size(resource.tags) < 0',
    'size(resource.tags) < 0',
    'This is never true, whatever the facts. Correct or remove it.',
  ],
  [
    "'pci' in resource.tags && !('pci' in resource.tags)",
    "!('pci' in resource.tags)",
    "This is never true where 'pci' in resource.tags is",
  ],
  [
    'has(resource.owner) && resource.owner == subject.id && subject.id != resource.owner',
    'subject.id != resource.owner',
    'This is never true where resource.owner == subject.id is',
  ],
  [
    'impact.blastRadius.tier0 > impact.blastRadius.size && impact.blastRadius.size > impact.blastRadius.tier0',
    'impact.blastRadius.size > impact.blastRadius.tier0',
    'This is never true where impact.blastRadius.tier0 > impact.blastRadius.size is',
  ],
  [
    "inWindow('days') && inWindow('nights')",
    "inWindow('nights')",
    'The time cannot be both inside the window "days" and inside the window "nights"',
  ],
  [
    "inWindow('mornings') && !inWindow('days') && !inWindow('mornings')",
    "!inWindow('mornings')",
    'The time cannot be both inside the window "mornings" and outside the window "mornings"',
  ],
  [
    "now < timestamp('2026-01-01T00:00:00Z') && now > timestamp('2026-06-01T00:00:00Z')",
    "now > timestamp('2026-06-01T00:00:00Z')",
    'now cannot be both less than 2026-01-01T00:00:00.000Z and more than 2026-06-01T00:00:00.000Z',
  ],
  [
    "now.getHours('UTC') < 6 && now.getHours('UTC') > 22",
    "now.getHours('UTC') > 22",
    'now.getHours("UTC") cannot be both less than 6 and more than 22',
  ],
  [
    'now.getHours() > 23',
    'now.getHours() > 23',
    'This is never true, whatever the facts. Correct or remove it.',
  ],
  [
    "(action.name == 'a' || action.name == 'b') && action.name == 'c'",
    "action.name == 'c'",
    "This is never true where action.name == 'a' || action.name == 'b' is",
  ],
  [
    "action.name == 'a' && (action.name == 'b' || action.name == 'c')",
    "action.name == 'b' || action.name == 'c'",
    "This is never true where action.name == 'a' is",
  ],
  [
    "!(action.name == 'a' || resource.known) && resource.known",
    'resource.known',
    "This is never true where !(action.name == 'a' || resource.known) is",
  ],
  [
    "(resource.known ? action.name == 'a' : action.name == 'b') && action.name == 'c'",
    "action.name == 'c'",
    "This is never true where resource.known ? action.name == 'a' : action.name == 'b' is",
  ],
  [
    "resource.known && (impact.level == 'low' && impact.level == 'high')",
    "impact.level == 'high'",
    'impact.level cannot be both low and high',
  ],
  [
    "(impact.level == 'low' && impact.level == 'high') || (resource.known && !resource.known)",
    "(impact.level == 'low' && impact.level == 'high') || (resource.known && !resource.known)",
    'This is never true, whatever the facts. Correct or remove it.',
  ],
  ['1 > 2', '1 > 2', 'This is never true, whatever the facts. Correct or remove it.'],
  [
    'action.name in []',
    'action.name in []',
    'This is never true, whatever the facts. Correct or remove it.',
  ],
  [
    "resource.tags.exists(t, t == 'a') && !resource.tags.exists(t, t == 'a')",
    "!resource.tags.exists(t, t == 'a')",
    "This is never true where resource.tags.exists(t, t == 'a') is",
  ],
  [
    "impact.effects.security == 'major' && impact.effects.security in ['none', 'minor']",
    "impact.effects.security in ['none', 'minor']",
    'impact.effects.security cannot be both major and one of none, minor',
  ],
];

it.each(NEVER)('finds that %s is never true', (condition, part, said) => {
  expect(found(condition)).toEqual([part, said]);
});

/** Conditions that may be true, however odd they look. */
const POSSIBLE: readonly string[] = [
  "impact.level == 'low' || impact.level == 'high'",
  "impact.level != 'low' && impact.level != 'high'",
  'action.properties.x > 3 && action.properties.x < 4',
  'impact.confidence > 0.5 && impact.confidence < 0.6',
  'impact.blastRadius.size > 3 && impact.blastRadius.size < 5',
  'impact.blastRadius.size >= 3 && impact.blastRadius.size <= 3',
  'action.properties.x == 1 && action.properties.x == 1.0',
  "action.properties.x != 1 && action.properties.x != '1'",
  "!(action.properties.x == 1) && action.properties.x == '1'",
  "action.name.startsWith('a') && action.name.startsWith('ab')",
  "action.name.startsWith('ab') && action.name.endsWith('bc')",
  "action.name.contains('a') && !action.name.startsWith('a')",
  '!has(resource.tier) || resource.tier == 0',
  "!has(resource.owner) && !(resource.known && resource.owner == 'x') && true || true",
  "inWindow('mornings') && inWindow('days')",
  "inWindow('mornings') && !inWindow('days')",
  "inWindow('days') && inWindow('abroad')",
  "now >= timestamp('2026-01-01T00:00:00Z') && now < timestamp('2026-06-01T00:00:00Z')",
  'size(resource.tags) == 0',
  "resource.tags.exists(t, t == 'a') && resource.tags.exists(t, t == 'b')",
  'action.properties.a == action.properties.b && action.properties.a <= action.properties.b',
  'action.properties.list[0] == 1 && action.properties.list[1] == 2',
  "resource.known ? action.name == 'a' : action.name == 'b'",
  "action.properties.x == null && action.properties.x != 'a'",
  'has(action.properties.x) && action.properties.x != true && action.properties.x != false',
  "action.name.matches('^a') && action.name.matches('b$')",
  'action.properties.x == true || action.properties.x == false',
];

it.each(POSSIBLE)('says nothing of %s', condition => {
  expect(found(condition)).toBeUndefined();
});

it('says nothing of what has faults of its own, and of what is always true', () => {
  const scope = new ReachScope(environment.variables, text);
  for (const condition of ['impact.level ==', "impact.levl == 'low' && false", 'true']) {
    expect(contradictionIn(environment.compile(condition), scope)).toBeUndefined();
  }
});

it('gives up in silence where there is too much to follow', () => {
  const either = Array.from(
    { length: 40 },
    (_, at) => `(action.properties.a${at} == 1 || action.properties.b${at} == 1)`,
  );
  expect(found(either.join(' && '))).toBeUndefined();
  expect(found([...either, 'resource.known', '!resource.known'].join(' && '))).toEqual([
    '!resource.known',
    'resource.known cannot be both true and false',
  ]);
});

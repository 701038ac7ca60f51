import { parsePolicy } from '../parse/parsePolicy';
import { GUARDRAIL, SCOPE } from '../testing/examples';

/** A warning each: it is not sure that a target has a tier. */
const DOUBTFUL = 'resource.tier == 1';
const rules = (count: number, more: string) =>
  Array.from(
    { length: count },
    (_, at) =>
      `    - { name: doubt-${at}, when: ${DOUBTFUL} && subject.id == 'a${at}', decision: deny, reason: x${more} }\n`,
  ).join('');

it('checks every condition, however many warnings there are', () => {
  const { policy, diagnostics } = parsePolicy(
    `${SCOPE}${rules(300, '')}    - { name: last, when: 'false', decision: allow, reason: x }\n`,
    'many',
  );
  expect(diagnostics).toHaveLength(100);
  expect(policy!.rules.filter(({ when }) => !when.expression)).toEqual([]);
});

it('checks raises, and what exceptions and standing approvals apply to, after as many', () => {
  const entries = (count: number, entry: (at: number) => string) =>
    Array.from({ length: count }, (_, at) => entry(at)).join('');
  const when = (at: number) => `${DOUBTFUL} && subject.id == 'a${at}'`;
  const text = GUARDRAIL.replace(
    '      - name: tier-0',
    `${entries(98, at => `      - { name: r${at}, when: ${when(at)}, by: 1 }\n`)}      - name: tier-0`,
  ).replace(
    '  rules:',
    `  requiredFields:\n${entries(
      100,
      at => `    - { name: f${at}, when: ${when(at)}, fields: [rationale, executor], reason: x }\n`,
    )}  standing:\n${entries(
      100,
      at =>
        `    - { name: s${at}, when: ${when(at)}, rate: { count: 1, within: 1h }, until: 2026-12-31, reason: x }\n`,
    )}  exceptions:
    - { name: e, when: ${when(0)}, from: [never-drop-data], owner: group:default/a, until: 2026-12-31, reason: x }
  rules:`,
  );
  const { policy } = parsePolicy(text, 'many');
  const { standing, requiredFields, exceptions, impact } = policy!;
  const parts = [...standing, ...requiredFields, ...exceptions, ...impact!.raises];
  expect(parts.filter(each => !each.when.expression)).toEqual([]);
});

it('stops where so many errors are that no policy can come of it', () => {
  const { policy, diagnostics } = parsePolicy(`${SCOPE}${rules(900, ', kind: default')}`, 'many');
  expect(policy).toBeUndefined();
  expect(diagnostics).toHaveLength(100);
});

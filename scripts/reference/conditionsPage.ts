import { RAISE_VARIABLES, RULE_VARIABLES } from '../../packages/policy/src/facts/variables';
import { policyFunctions } from '../../packages/policy/src/facts/createPolicyEnvironments';
import type { CelDeclaration, CelObjectType } from '../../packages/policy/src/cel/CelDeclaration';
import { CEL_LIBRARY } from './celLibrary';
import { code, codes, GENERATED, table } from './markdown';

/** The reference page of what conditions may say. */
export function conditionsPage(): string {
  const variables = Object.entries(RULE_VARIABLES);
  return [
    GENERATED,
    '# Conditions: reference',
    `A condition is a [CEL](https://cel.dev) expression that is true or false. [Write a policy](../policies.md) shows how they
are used. A member marked ○ may be absent: ask \`has(…)\` first, or the condition fails, which asks the fallback approver.`,
    '## Variables',
    table(
      ['name', 'type', 'what it is'],
      variables.map(([name, declaration]) => rowOf(name, declaration)),
    ),
    ...variables.flatMap(([name, declaration]) => membersOf(name, declaration)),
    '## In raises',
    `Raises make the level, so their conditions see everything above but ${codes(onlyInRules())}.`,
    '## Functions of ours',
    table(
      ['call', 'result', 'what it answers'],
      policyFunctions(new Map()).map(({ name, parameters, result, description, literals }) => [
        code(
          `${name}(${parameters.map((type, index) => literals?.[index]?.noun ?? type).join(', ')})`,
        ),
        code(result),
        description,
      ]),
    ),
    ...CEL_LIBRARY,
  ].join('\n\n');
}

function rowOf(name: string, declaration: CelDeclaration): string[] {
  const { type, description = '', optional, values } = declaration;
  const choice = values ? ` One of ${codes(values)}.` : '';
  return [
    `${code(name)}${optional ? ' ○' : ''}`,
    code(typeof type === 'string' ? type : type.name),
    `${description}${choice}`,
  ];
}

/** A section for what has members, and then for each of those that has some. */
function membersOf(name: string, { type }: CelDeclaration): string[] {
  if (typeof type === 'string') {
    return [];
  }
  const members = Object.entries(type.members);
  return [
    `### ${name}`,
    table(
      ['member', 'type', 'what it is'],
      members.map(([member, declaration]) => rowOf(`${name}.${member}`, declaration)),
    ),
    ...members.flatMap(([member, declaration]) => membersOf(`${name}.${member}`, declaration)),
  ];
}

function onlyInRules(): string[] {
  const membersIn = (variables: typeof RULE_VARIABLES) =>
    Object.entries(variables).flatMap(([name, { type }]) =>
      Object.keys((type as CelObjectType).members ?? {}).map(member => `${name}.${member}`),
    );
  const inRaises = new Set(membersIn(RAISE_VARIABLES));
  return membersIn(RULE_VARIABLES).filter(name => !inRaises.has(name));
}

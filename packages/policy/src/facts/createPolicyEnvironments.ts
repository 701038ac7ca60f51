import { compareLevels, LEVELS, type Level } from '@countersign/model';
import type { CelFunction } from '../cel/CelDeclaration';
import { createCelEnvironment, type CelEnvironment } from '../cel/createCelEnvironment';
import type { Window } from '../plan/compileWindow';
import { RAISE_VARIABLES, RULE_VARIABLES } from './variables';

/** The environments of one policy; its windows are names that no other policy has. */
export interface PolicyEnvironments {
  readonly rules: CelEnvironment;
  readonly raises: CelEnvironment;
}

/** The functions of ours that conditions may call, for a policy with these windows. */
export function policyFunctions(windows: ReadonlyMap<string, Window>): readonly CelFunction[] {
  return [
    {
      name: 'inWindow',
      parameters: ['string'],
      result: 'bool',
      reads: ['now'],
      literals: [{ noun: 'window', values: [...windows.keys()] }],
      description: "Whether the clocks of a window's zone now show a time inside it.",
      evaluate: (now: Date, name: string) => windows.get(name)!.contains(now.getTime()),
    },
    {
      name: 'atLeast',
      parameters: ['string', 'string'],
      result: 'bool',
      literals: [
        { noun: 'level', values: LEVELS, expressions: true },
        { noun: 'level', values: LEVELS, expressions: true },
      ],
      description: 'Whether the first level is as high as the second, or higher.',
      evaluate: (level: string, least: string) => {
        for (const text of [level, least]) {
          if (!(LEVELS as readonly string[]).includes(text)) {
            throw new Error(
              `atLeast compares levels (${LEVELS.join(', ')}), and "${text}" is none`,
            );
          }
        }
        return compareLevels(level as Level, least as Level) >= 0;
      },
    },
  ];
}

/** Makes the environments for a policy. Costs about a millisecond: once for each policy, not each rule. */
export function createPolicyEnvironments(windows: ReadonlyMap<string, Window>): PolicyEnvironments {
  const functions = policyFunctions(windows);
  return {
    rules: createCelEnvironment(RULE_VARIABLES, functions),
    raises: createCelEnvironment(RAISE_VARIABLES, functions),
  };
}

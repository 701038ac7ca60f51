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
  return createPolicyEnvironments(windows).rules.functions;
}

/** The environments for a policy with these windows. What costs is made once and shared by all policies. */
export function createPolicyEnvironments(windows: ReadonlyMap<string, Window>): PolicyEnvironments {
  ruleEnvironment ??= createCelEnvironment(RULE_VARIABLES, FUNCTIONS);
  raiseEnvironment ??= createCelEnvironment(RAISE_VARIABLES, FUNCTIONS);
  return {
    rules: ruleEnvironment.naming({ window: windows }),
    raises: raiseEnvironment.naming({ window: windows }),
  };
}

let ruleEnvironment: CelEnvironment | undefined;
let raiseEnvironment: CelEnvironment | undefined;

const FUNCTIONS: readonly CelFunction[] = [
  {
    name: 'inWindow',
    parameters: ['string'],
    result: 'bool',
    reads: ['now'],
    literals: [{ noun: 'window', values: [] }],
    description: "Whether the clocks of a window's zone now show a time inside it.",
    evaluate: (now: Date, window: Window) => window.contains(now.getTime()),
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
          throw new Error(`atLeast compares levels (${LEVELS.join(', ')}), and "${text}" is none`);
        }
      }
      return compareLevels(level as Level, least as Level) >= 0;
    },
  },
];

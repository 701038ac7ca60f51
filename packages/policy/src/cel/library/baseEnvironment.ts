import { Environment } from '@marcbachmann/cel-js';
import { compare } from './compare';
import { HIDDEN } from './hidden';
import { LEFT_OUT, REPLACED_FUNCTIONS } from './replacedFunctions';

/** The names that a condition may call: functions, and methods with a dot before the name. */
export type CallableNames = ReadonlySet<string>;

/** The deepest nesting of an expression and the longest of its lists. */
const LIMITS = {
  maxAstNodes: 2_000,
  maxDepth: 60,
  maxListElements: 500,
  maxMapEntries: 100,
  maxCallArguments: 8,
};

/**
 * The library's environment with what is replaced and added in it, without variables: made once,
 * and the beginning of every other.
 */
export function baseEnvironment(): { environment: Environment; callable: CallableNames } {
  base ??= createBase();
  return base;
}

let base: ReturnType<typeof createBase> | undefined;

function createBase() {
  const environment = new Environment({ homogeneousAggregateLiterals: false, limits: LIMITS });
  const callable = new Set<string>();
  for (const { name, receiverType } of environment.getDefinitions().functions) {
    callable.add(receiverType === null ? name : `.${name}`);
  }
  for (const { name, on, of, result, evaluate } of REPLACED_FUNCTIONS) {
    const signature = `${on ? `${on}.` : ''}${HIDDEN}${name}(${of.join(', ')}): ${result}`;
    environment.registerFunction(signature, evaluate, { async: false });
    callable.add(`${on ? '.' : ''}${name}`);
  }
  LEFT_OUT.forEach(name => callable.delete(name));
  for (const [sign, holds] of Object.entries(ORDER)) {
    // The tree is mended to compare bytes; what is registered here tells the type check of it.
    environment.registerOperator(`bytes ${sign} bytes`, (left, right) =>
      holds(compare(left, right)),
    );
  }
  return { environment, callable };
}

const ORDER: Readonly<Record<string, (order: number) => boolean>> = {
  '<': order => order < 0,
  '<=': order => order <= 0,
  '>': order => order > 0,
  '>=': order => order >= 0,
};

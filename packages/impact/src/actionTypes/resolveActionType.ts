import type { ActionType } from './ActionType';
import { ACTION_TYPES } from './actionTypes';

const BY_SPELLING = new Map<string, ActionType>();
for (const type of ACTION_TYPES.values()) {
  for (const spelling of [type.name, ...type.aliases]) {
    BY_SPELLING.set(spelling, type);
  }
}

/**
 * The registered type that a name or alias means; upper and lower case are alike.
 *
 * Nothing is guessed from similar spellings: a type that is not registered is assessed as unknown,
 * which asks people, while a wrong guess might ask nobody.
 *
 * @returns `undefined` when no type is registered under this name.
 */
export function resolveActionType(name: string): ActionType | undefined {
  return BY_SPELLING.get(name.toLowerCase());
}

import type { CelDeclaration } from '../CelDeclaration';

/**
 * How to know that a value is of a declared type, as the library knows it: by `typeof`, by the
 * constructor, or, for dyn, by being one of the four types that are read directly.
 */
export type Guard =
  | { readonly kind: 'primitive'; readonly name: string }
  | { readonly kind: 'instance'; readonly of: unknown }
  | { readonly kind: 'any' };

/** `undefined` for a type that is not read directly. */
export function guardOf(type: CelDeclaration['type']): Guard | undefined {
  if (typeof type === 'object') {
    return type.implementation && { kind: 'instance', of: type.implementation };
  }
  const name = PRIMITIVES[type];
  if (name !== undefined) {
    return { kind: 'primitive', name };
  }
  if (type === 'dyn') {
    return { kind: 'any' };
  }
  const of = type === 'timestamp' ? Date : isList(type) ? Array : isMap(type) ? Map : undefined;
  return of && { kind: 'instance', of };
}

/** Whether a value is of the type of a guard. */
export function passes(guard: Guard, value: unknown): boolean {
  switch (guard.kind) {
    case 'primitive':
      return typeof value === guard.name;
    case 'instance':
      return typeof value === 'object' && value !== null && value.constructor === guard.of;
    case 'any':
      return isPrimitive(value);
  }
}

/** Whether a value is one of the four types that are read directly. */
export function isPrimitive(value: unknown): boolean {
  const name = typeof value;
  return name === 'string' || name === 'bigint' || name === 'number' || name === 'boolean';
}

/** The type of the values of a map with strings as keys; `undefined` for what is none. */
export function mapValueType(type: string): string | undefined {
  return /^map<string, (string|int|double|bool|dyn)>$/.exec(type)?.[1];
}

/** A list of values of one of the four types. */
export function isList(type: string): boolean {
  return /^list<(?:string|int|double|bool)>$/.test(type);
}

function isMap(type: string): boolean {
  return mapValueType(type) !== undefined;
}

/** By the name of a CEL type what `typeof` says of its values. */
export const PRIMITIVES: Readonly<Record<string, string>> = {
  string: 'string',
  int: 'bigint',
  double: 'number',
  bool: 'boolean',
};

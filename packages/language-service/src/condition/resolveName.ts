import type { CelDeclaration } from '@countersign/policy';
import type { ConditionToken } from './conditionTokens';

/** What a chain of names such as `resource.tags` stands for. */
export interface ResolvedName {
  /** `resource.tags`; of the variable of a loop, that of the list it runs over. */
  readonly path: string;
  readonly declaration: CelDeclaration | undefined;
  /** Whether it is one item of the list that `path` names. */
  readonly isItem: boolean;
}

/** The chain of names that ends with a token: `a`, `a.b`, `a.b.c`. */
export function chainEndingAt(tokens: readonly ConditionToken[], last: number): string[] {
  const names: string[] = [];
  let at = last;
  while (tokens[at]?.kind === 'word') {
    names.unshift(tokens[at]!.text);
    if (tokens[at - 1]?.text !== '.') {
      break;
    }
    at -= 2;
    if (tokens[at]?.kind !== 'word') {
      // Something computed stands in front, of which nothing is known.
      return [];
    }
  }
  return names;
}

/** Variables of loops around a place, with the lists they run over. */
export function loopVariables(
  tokens: readonly ConditionToken[],
  before: number,
): ReadonlyMap<string, readonly string[]> {
  const open: (readonly [string, readonly string[]] | undefined)[] = [];
  for (let at = 0; at < before; at++) {
    const { kind, text } = tokens[at]!;
    if (kind !== 'sign') {
      continue;
    }
    if (text === '(') {
      const isLoop = LOOPS.has(tokens[at - 1]?.text ?? '') && tokens[at - 2]?.text === '.';
      const variable = tokens[at + 1];
      open.push(
        isLoop && variable?.kind === 'word' && tokens[at + 2]?.text === ','
          ? [variable.text, chainEndingAt(tokens, at - 3)]
          : undefined,
      );
    } else if (text === ')') {
      open.pop();
    }
  }
  return new Map(open.flatMap(each => (each ? [each] : [])));
}

export const LOOPS: ReadonlySet<string> = new Set(['all', 'exists', 'exists_one', 'map', 'filter']);

/** What a chain of names stands for, through the members of declared types. */
export function resolveName(
  chain: readonly string[],
  variables: Readonly<Record<string, CelDeclaration>>,
  loops: ReadonlyMap<string, readonly string[]> = new Map(),
): ResolvedName | undefined {
  const [first, ...rest] = chain;
  if (first === undefined) {
    return undefined;
  }
  const over = loops.get(first);
  if (over && over[0] !== first) {
    const list = resolveName(over, variables, loops);
    return list && rest.length === 0 ? { ...list, isItem: true } : undefined;
  }
  let declaration = own(variables, first);
  for (const step of rest) {
    const type = declaration?.type;
    declaration = typeof type === 'object' ? own(type.members, step) : undefined;
  }
  return { path: chain.join('.'), declaration, isItem: false };
}

function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

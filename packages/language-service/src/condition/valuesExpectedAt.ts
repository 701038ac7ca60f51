import type { CelDeclaration, CelFunction } from '@countersign/policy';
import { zoneNames } from '../complete/zoneNames';
import type { Sample, SampleValues } from '../context/SampleValues';
import type { ConditionToken } from './conditionTokens';
import { chainEndingAt, loopVariables, resolveName, type ResolvedName } from './resolveName';

/** A value that may stand at a place, and where it is known from. */
export interface ExpectedValue {
  readonly value: Sample;
  readonly detail: string;
}

/** What conditions may name. */
export interface ConditionNames {
  readonly variables: Readonly<Record<string, CelDeclaration>>;
  readonly functions: readonly CelFunction[];
}

const COMPARISONS = new Set(['==', '!=', '<', '<=', '>', '>=']);
const TEXT_METHODS = new Set(['startsWith', 'endsWith', 'contains', 'matches']);

/**
 * The values that may stand where a token begins: beside a comparison, in a list behind `in`, as an
 * argument of a function.
 *
 * @param at - Index of the token that stands there, or would.
 */
export function valuesExpectedAt(
  tokens: readonly ConditionToken[],
  at: number,
  { variables, functions }: ConditionNames,
  samples: SampleValues = {},
): readonly ExpectedValue[] {
  const loops = loopVariables(tokens, at);
  const named = (last: number) => resolveName(chainEndingAt(tokens, last), variables, loops);
  const text = (index: number) => tokens[index]?.text;

  if (COMPARISONS.has(text(at - 1) ?? '')) {
    return valuesOf(named(at - 2), samples);
  }
  const open = openBracket(tokens, at);
  if (open && text(open.index) === '[' && text(open.index - 1) === 'in') {
    return valuesOf(named(open.index - 2), samples);
  }
  if (open && text(open.index) === '(' && tokens[open.index - 1]?.kind === 'word') {
    const name = text(open.index - 1)!;
    const isMethod = text(open.index - 2) === '.';
    if (isMethod && TEXT_METHODS.has(name)) {
      return valuesOf(named(open.index - 3), samples);
    }
    if (isMethod && /^get[A-Z]/.test(name)) {
      return zoneNames().map(value => ({ value, detail: 'time zone' }));
    }
    const literal = functions.find(each => each.name === name)?.literals?.[open.commas];
    if (!isMethod && literal && isAloneIn(tokens, at)) {
      return literal.values.map(value => ({ value, detail: literal.noun }));
    }
  }
  // `'tag' in resource.tags`: the list stands behind what is typed.
  const behind = tokens[at]?.kind === 'text' ? at + 1 : at;
  if (text(behind) === 'in') {
    let last = behind + 1;
    while (text(last + 1) === '.' && tokens[last + 2]?.kind === 'word') last += 2;
    return valuesOf(named(last), samples);
  }
  return [];
}

/** Whether nothing of the same argument stands in front. */
function isAloneIn(tokens: readonly ConditionToken[], at: number): boolean {
  const before = tokens[at - 1]?.text;
  return before === '(' || before === ',';
}

function valuesOf(name: ResolvedName | undefined, samples: SampleValues): ExpectedValue[] {
  if (!name) {
    return [];
  }
  const { values, type } = name.declaration ?? {};
  if (values) {
    return values.map(value => ({ value, detail: name.path }));
  }
  if (type === 'bool') {
    return [true, false].map(value => ({ value, detail: name.path }));
  }
  const found = Object.hasOwn(samples, name.path) ? samples[name.path]! : [];
  return found.map(value => ({ value, detail: 'in recordings' }));
}

/** The innermost bracket that is open in front of a token, and the commas since. */
function openBracket(
  tokens: readonly ConditionToken[],
  at: number,
): { index: number; commas: number } | undefined {
  let depth = 0;
  let commas = 0;
  for (let index = at - 1; index >= 0; index--) {
    const { kind, text } = tokens[index]!;
    if (kind !== 'sign') {
      continue;
    }
    if (')]}'.includes(text)) {
      depth++;
    } else if ('([{'.includes(text)) {
      if (depth === 0) {
        return { index, commas };
      }
      depth--;
    } else if (text === ',' && depth === 0) {
      commas++;
    }
  }
  return undefined;
}

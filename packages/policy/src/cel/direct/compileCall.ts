import type { CelFunction } from '../CelDeclaration';
import type { Names } from '../checkNames';
import type { CallNode, ExpressionNode } from '../ExpressionNode';
import { baseEnvironment } from '../library/baseEnvironment';
import { compileName } from './compileRead';
import { UNANSWERED, type DirectNode, type Evaluate } from './DirectNode';
import { isList, PRIMITIVES } from './guards';

type Compile = (node: ExpressionNode) => DirectNode | undefined;

/** A call of a method of texts, of `size` for a list, or of a function that was declared. */
export function compileCall(
  node: CallNode,
  names: Names,
  compiled: Compile,
): DirectNode | undefined {
  const { name, target, values } = node;
  const [declared, ...more] = names.functions.filter(candidate => candidate.name === name);
  if (name === 'size' && !declared && values.length === (target ? 0 : 1)) {
    return compileSize(compiled(target ?? values[0]!));
  }
  if (target) {
    return Object.hasOwn(METHODS, name) && values.length === 1
      ? compileMethod(METHODS[name]!, compiled(target), compiled(values[0]!))
      : undefined;
  }
  return declared && more.length === 0 && !baseEnvironment().callable.has(name)
    ? compileDeclared(declared, node, names, compiled)
    : undefined;
}

const METHODS: Readonly<Record<string, (text: string, part: string) => boolean>> = {
  startsWith: (text, part) => text.startsWith(part),
  endsWith: (text, part) => text.endsWith(part),
  contains: (text, part) => text.includes(part),
};

function compileMethod(
  holds: (text: string, part: string) => boolean,
  target: DirectNode | undefined,
  value: DirectNode | undefined,
): DirectNode | undefined {
  if (!target || !value || value.type !== 'string' || !isText(target)) {
    return undefined;
  }
  const { evaluate: text } = target;
  const { evaluate: part } = value;
  return {
    type: 'bool',
    evaluate: values => {
      const one = text(values);
      const other = part(values);
      return typeof one === 'string' && typeof other === 'string' ? holds(one, other) : UNANSWERED;
    },
  };
}

function isText({ type }: DirectNode): boolean {
  return type === 'string' || type === 'dyn';
}

function compileSize(of: DirectNode | undefined): DirectNode | undefined {
  if (!of || typeof of.type !== 'string' || !isList(of.type)) {
    return undefined;
  }
  const { evaluate } = of;
  return {
    type: 'int',
    evaluate: values => {
      const list = evaluate(values);
      return list === UNANSWERED ? UNANSWERED : BigInt((list as readonly unknown[]).length);
    },
  };
}

/** What it reads comes first, then its arguments, each of exactly the type that it declares. */
function compileDeclared(
  { parameters, literals, reads = [], result, evaluate }: CelFunction,
  { values: given }: CallNode,
  names: Names,
  compiled: Compile,
): DirectNode | undefined {
  const type = own(PRIMITIVES, result);
  const args = [
    ...reads.map(name => compileName(name, names)?.evaluate),
    ...given.map((node, index) => {
      const noun = literals?.[index]?.noun;
      const named = noun === undefined ? undefined : own(names.named, noun);
      if (node.kind === 'literal' && named) {
        const meant = named.get(String(node.value));
        return () => meant;
      }
      const value = compiled(node);
      const parameter = parameters[index];
      return value && parameter !== undefined && value.type === parameter && parameter in PRIMITIVES
        ? value.evaluate
        : undefined;
    }),
  ];
  return type !== undefined && given.length === parameters.length && isComplete(args)
    ? { type: result, evaluate: calling(evaluate as (...args: unknown[]) => unknown, args, type) }
    : undefined;
}

function isComplete(args: readonly (Evaluate | undefined)[]): args is readonly Evaluate[] {
  return !args.includes(undefined);
}

function calling(
  call: (...args: unknown[]) => unknown,
  args: readonly Evaluate[],
  type: string,
): Evaluate {
  const [first, second] = args;
  if (args.length === 2) {
    return values => {
      const one = first!(values);
      const other = second!(values);
      return one === UNANSWERED || other === UNANSWERED
        ? UNANSWERED
        : checked(call(one, other), type);
    };
  }
  return values => {
    const given = args.map(evaluate => evaluate(values));
    return given.includes(UNANSWERED) ? UNANSWERED : checked(call(...given), type);
  };
}

function checked(value: unknown, type: string): unknown {
  return typeof value === type ? value : UNANSWERED;
}

function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

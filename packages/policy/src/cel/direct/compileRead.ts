import type { CelDeclaration } from '../CelDeclaration';
import type { Names } from '../checkNames';
import type { HasNode, MemberNode } from '../ExpressionNode';
import { UNANSWERED, type DirectNode, type Evaluate } from './DirectNode';
import { guardOf, isPrimitive, mapValueType, passes, type Guard } from './guards';

type Members = Readonly<Record<string, unknown>>;

/** Reads a variable. */
export function compileName(name: string, { variables }: Names): DirectNode | undefined {
  const type = own(variables, name)?.type;
  const guard = type === undefined ? undefined : guardOf(type);
  return type !== undefined && guard
    ? { type, evaluate: guarded(guard, values => values[name]) }
    : undefined;
}

/** Reads a member of an object, or an entry of a map. */
export function compileMember(
  { of: ofNode, name }: MemberNode,
  of: DirectNode | undefined,
): DirectNode | undefined {
  const type = of && memberType(of, name);
  const guard = type === undefined ? undefined : guardOf(type);
  if (ofNode.kind === 'name' && typeof of?.type === 'object' && guard?.kind === 'primitive') {
    const { implementation } = of.type;
    return { type: type!, evaluate: factReader(ofNode.name, implementation, name, guard.name) };
  }
  return of && type !== undefined && guard
    ? { type, evaluate: guarded(guard, reader(of, name)) }
    : undefined;
}

/** Whether a member is there. What is there with another type than declared is an error of the library. */
export function compileHas(
  { member: { name } }: HasNode,
  of: DirectNode | undefined,
): DirectNode | undefined {
  const type = of && memberType(of, name);
  const guard = type === undefined ? undefined : guardOf(type);
  if (!of || !guard) {
    return undefined;
  }
  const read = reader(of, name);
  if (typeof of.type === 'string') {
    return {
      type: 'bool',
      evaluate: values => {
        const value = read(values);
        return value === UNANSWERED ? UNANSWERED : value !== undefined;
      },
    };
  }
  return {
    type: 'bool',
    evaluate: values => {
      const value = read(values);
      return value === undefined ? false : passes(guard, value) ? true : UNANSWERED;
    },
  };
}

function memberType({ type }: DirectNode, name: string): CelDeclaration['type'] | undefined {
  return typeof type === 'string' ? mapValueType(type) : own(type.members, name)?.type;
}

/** Reads a member without looking at its type; `undefined` when it is not there. */
function reader({ type, evaluate }: DirectNode, name: string): Evaluate {
  if (typeof type === 'string') {
    return values => {
      const map = evaluate(values);
      return map === UNANSWERED ? UNANSWERED : (map as ReadonlyMap<string, unknown>).get(name);
    };
  }
  return values => {
    const of = evaluate(values);
    return of === UNANSWERED ? UNANSWERED : (of as Members)[name];
  };
}

/** What two of the readers below do together, in one step: most facts are members of a variable. */
function factReader(
  variable: string,
  implementation: unknown,
  name: string,
  primitive: string,
): Evaluate {
  return values => {
    const of = values[variable];
    if (typeof of === 'object' && of !== null && of.constructor === implementation) {
      const value = (of as Members)[name];
      return typeof value === primitive ? value : UNANSWERED;
    }
    return UNANSWERED;
  };
}

/** Lets through only what the library would let through; what is absent is of no type. */
function guarded(guard: Guard, read: Evaluate): Evaluate {
  switch (guard.kind) {
    case 'primitive': {
      const { name } = guard;
      return values => {
        const value = read(values);
        return typeof value === name ? value : UNANSWERED;
      };
    }
    case 'instance': {
      const { of } = guard;
      return values => {
        const value = read(values);
        return typeof value === 'object' && value !== null && value.constructor === of
          ? value
          : UNANSWERED;
      };
    }
    case 'any':
      return values => {
        const value = read(values);
        return isPrimitive(value) ? value : UNANSWERED;
      };
  }
}

function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

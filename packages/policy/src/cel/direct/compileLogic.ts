import { UNANSWERED, unanswered, type DirectNode, type Evaluate } from './DirectNode';

/** `left && right`: what is false on one side is false, whatever the other one is. */
export function compileBoth(
  left: DirectNode | undefined,
  right: DirectNode | undefined,
): DirectNode | undefined {
  return joined(left, right, (one, other) => values => {
    const first = one(values);
    if (first === false) {
      return false;
    }
    const second = other(values);
    return second === false ? false : first === true && second === true ? true : UNANSWERED;
  });
}

/** `left || right`: what is true on one side is true, whatever the other one is. */
export function compileEither(
  left: DirectNode | undefined,
  right: DirectNode | undefined,
): DirectNode | undefined {
  return joined(left, right, (one, other) => values => {
    const first = one(values);
    if (first === true) {
      return true;
    }
    const second = other(values);
    return second === true ? true : first === false && second === false ? false : UNANSWERED;
  });
}

export function compileNot(of: DirectNode | undefined): DirectNode | undefined {
  const evaluate = of?.evaluate;
  return (
    evaluate && {
      type: 'bool',
      evaluate: values => {
        const value = evaluate(values);
        return typeof value === 'boolean' ? !value : UNANSWERED;
      },
    }
  );
}

/** `condition ? one : other`; only the branch that is taken is evaluated. */
export function compileChoice(
  condition: DirectNode | undefined,
  one: DirectNode | undefined,
  other: DirectNode | undefined,
): DirectNode | undefined {
  if (!condition || !one || !other || one.type !== other.type) {
    return undefined;
  }
  const { evaluate } = condition;
  const { evaluate: first, type } = one;
  const { evaluate: second } = other;
  return {
    type,
    evaluate: values => {
      const holds = evaluate(values);
      return holds === true ? first(values) : holds === false ? second(values) : UNANSWERED;
    },
  };
}

/** One side that is known is enough: it may decide by itself. */
function joined(
  left: DirectNode | undefined,
  right: DirectNode | undefined,
  join: (one: Evaluate, other: Evaluate) => Evaluate,
): DirectNode | undefined {
  return left || right
    ? {
        type: 'bool',
        evaluate: join(left?.evaluate ?? unanswered, right?.evaluate ?? unanswered),
      }
    : undefined;
}

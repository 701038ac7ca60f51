import type { Names } from '../checkNames';
import type { ExpressionNode, OperatorNode } from '../ExpressionNode';
import { compileCall } from './compileCall';
import { compileComparison } from './compileComparison';
import { compileBoth, compileChoice, compileEither, compileNot } from './compileLogic';
import { compileHas, compileMember, compileName } from './compileRead';
import { compileWithin } from './compileWithin';
import type { DirectNode } from './DirectNode';
import { typeOfLiteral } from './typeOfLiteral';

/**
 * Closures for an expression that was checked and has no faults; `undefined` where there is nothing
 * to be won. Most conditions compare a fact with a literal, and for those the library's walk over its
 * tree costs many times what the comparison does.
 *
 * This has no semantics of its own. It answers what this table has, in the same words as the mended
 * tree of the library (`library/mendTree.ts`) or with the very functions that are put into that; for
 * everything else, **and for every error**, it answers `UNANSWERED`, and the library evaluates the
 * whole expression: the message of an error and its place are the library's, always.
 *
 * | expression                           | where                                   | answer                   |
 * | ------------------------------------ | --------------------------------------- | ------------------------ |
 * | literal                              | string, bool, int, double               | the value                |
 * | `name`, `of.name`                    | declared types; `of` an object with an  | the value, once it is    |
 * |                                      | implementation or a `map<string, …>`    | of the declared type     |
 * | `has(of.name)`                       | the same                                | whether it is there      |
 * | `a == b`, `a != b`                   | string, bool, int, double of one type   | `===`                    |
 * |                                      | int beside double, dyn beside any       | `equals`                 |
 * | `a < b`, `<=`, `>`, `>=`             | bool, int, double of one type           | JavaScript's             |
 * |                                      | int beside double, string, dyn          | `compare`                |
 * | `a in [literals]`, `a in list`       | string and strings                      | `includes`               |
 * |                                      | other pairs of the types above          | `equals` with some item  |
 * | `a && b`, `a \|\| b`                 | either side may be unanswered           | absorbed as CEL does     |
 * | `!a`, `c ? a : b`                    | bool; `a` and `b` of one type           |                          |
 * | `startsWith`, `endsWith`, `contains` | text and text                           | JavaScript's             |
 * | `size(list)`, `list.size()`          | lists                                   | the length               |
 * | functions that the caller declared   | arguments of exactly the declared types | the caller's, checked    |
 *
 * A value of type dyn is read only where it is a string, bool, int or double.
 */
export function compileDirect(node: ExpressionNode, names: Names): DirectNode | undefined {
  switch (node.kind) {
    case 'literal': {
      const { value } = node;
      const type = typeOfLiteral(value);
      return type === undefined ? undefined : { type, evaluate: () => value };
    }
    case 'name':
      return compileName(node.name, names);
    case 'member':
      return compileMember(node, compileDirect(node.of, names));
    case 'has':
      return compileHas(node, compileDirect(node.member.of, names));
    case 'call':
      return compileCall(node, names, each => compileDirect(each, names));
    case 'operator':
      return compileOperator(node, names);
    default:
      return undefined;
  }
}

function compileOperator(
  { operator, operands }: OperatorNode,
  names: Names,
): DirectNode | undefined {
  const [left, right, third] = operands;
  const compiled = (node: ExpressionNode | undefined) => node && compileDirect(node, names);
  switch (operator) {
    case '&&':
      return compileBoth(compiled(left), compiled(right));
    case '||':
      return compileEither(compiled(left), compiled(right));
    case '!':
      return compileNot(compiled(left));
    case '?:':
      return compileChoice(compiled(left), compiled(right), compiled(third));
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return compileComparison(operator, left!, right!, compiled);
    case 'in':
      return compileWithin(compiled(left), right!, compiled);
    default:
      return undefined;
  }
}

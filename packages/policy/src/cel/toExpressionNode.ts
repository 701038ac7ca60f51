import type { ASTNode } from '@marcbachmann/cel-js';
import type {
  CallNode,
  ExpressionNode,
  LoopNode,
  MemberNode,
  Operator,
  OperatorNode,
} from './ExpressionNode';
import { bytesOf } from './library/bytesOf';
import { readTokens } from './readTokens';

/**
 * Our syntax tree for a tree of the library's parser, before anything in that was redirected.
 *
 * The library leaves the brackets around an operand out of the places of the nodes above it, so that
 * `(a + b) * c` would start at `a`; here every node's place is text that reads as that node.
 */
export function toExpressionNode(root: ASTNode, source: string): ExpressionNode {
  const { input } = root;
  // Without a bracket every place is as the parser gives it, which is most conditions.
  const tokens = input.includes('(') ? readTokens(input) : undefined;
  return convert(root);

  function convert(node: ASTNode): ExpressionNode {
    const { start, end } = node;
    switch (node.op) {
      case 'value':
        return freeze({ kind: 'literal', start, end, value: valueOf(node) });
      case 'id':
        return freeze({ kind: 'name', start, end, name: node.args });
      case '.':
        return memberOf(node);
      case '[]': {
        const of = convert(node.args[0]);
        const index = convert(node.args[1]);
        return freeze({ kind: 'index', start: outer(of).start, end, of, index });
      }
      case 'call':
        return callOf(node);
      case 'rcall':
        return methodOf(node);
      case 'list':
        return freeze({ kind: 'list', start, end, items: freeze(node.args.map(convert)) });
      case 'map':
        return freeze({
          kind: 'map',
          start,
          end,
          entries: freeze(
            node.args.map(([key, value]) => freeze([convert(key), convert(value)] as const)),
          ),
        });
      case '!_':
      case '-_':
        return operatorOf(node.op[0] as Operator, [convert(node.args)], start);
      case '.?':
      case '[?]':
        throw new TypeError(`Optional access (${node.op}) is switched off`);
      default:
        return operatorOf(node.op, node.args.map(convert));
    }
  }

  function valueOf({ args, start, end }: ASTNode): unknown {
    return args instanceof Uint8Array ? bytesOf(source.slice(start, end)) : args;
  }

  function memberOf(node: ASTNode): MemberNode {
    const [left, name] = node.args as [ASTNode, string];
    const of = convert(left);
    return freeze({
      kind: 'member',
      start: outer(of).start,
      end: node.end,
      of,
      name,
      nameStart: node.end - name.length - Number(source[node.end - 1] === '`'),
    });
  }

  function callOf(node: ASTNode): ExpressionNode {
    const [name, values] = node.args as [string, ASTNode[]];
    const { start, end } = node;
    const [member] = values;
    if (name === 'has' && values.length === 1 && member?.op === '.') {
      return freeze({ kind: 'has', start, end, member: memberOf(member) });
    }
    return call(name, undefined, values, start, start, end);
  }

  function methodOf(node: ASTNode): LoopNode | CallNode {
    const [name, receiver, values] = node.args as [string, ASTNode, ASTNode[]];
    const target = convert(receiver);
    const around = outer(target);
    const { end } = node;
    const [variable, ...body] = values;
    if (isMacro(name) && variable?.op === 'id' && takes(name, body.length)) {
      return freeze({
        kind: 'loop',
        start: around.start,
        end,
        macro: name,
        over: target,
        variable: variable.args,
        body: freeze(body.map(convert)),
      });
    }
    // Behind the target come the dot and the name.
    const nameStart = tokens!.starts[tokens!.endingAt(around.end) + 2]!;
    return call(name, target, values, nameStart, around.start, end);
  }

  function call(
    name: string,
    target: ExpressionNode | undefined,
    values: readonly ASTNode[],
    nameStart: number,
    start: number,
    end: number,
  ): CallNode {
    const converted = freeze(values.map(convert));
    return freeze({ kind: 'call', start, end, name, nameStart, target, values: converted });
  }

  function operatorOf(
    operator: Operator,
    operands: readonly ExpressionNode[],
    start = outer(operands[0]!).start,
  ): OperatorNode {
    const { end } = outer(operands.at(-1)!);
    return freeze({ kind: 'operator', start, end, operator, operands: freeze(operands) });
  }

  /** The place of an operand with the brackets around it. */
  function outer(node: { readonly start: number; readonly end: number }): {
    readonly start: number;
    readonly end: number;
  } {
    if (!tokens) {
      return node;
    }
    let first = tokens.startingAt(node.start);
    let last = tokens.endingAt(node.end);
    while (input[tokens.starts[first - 1]!] === '(' && input[tokens.starts[last + 1]!] === ')') {
      first--;
      last++;
    }
    return { start: tokens.starts[first]!, end: tokens.ends[last]! };
  }
}

function isMacro(name: string): name is LoopNode['macro'] {
  return ['all', 'exists', 'exists_one', 'map', 'filter'].includes(name);
}

function takes(macro: LoopNode['macro'], bodies: number): boolean {
  return bodies === 1 || (macro === 'map' && bodies === 2);
}

function freeze<const T>(value: T): T {
  return Object.freeze(value);
}

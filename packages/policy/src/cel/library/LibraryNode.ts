import type { ASTNode } from '@marcbachmann/cel-js';

/** What evaluates a node; `evaluator` runs the nodes below it with the same `context`. */
export type EvaluateNode = (
  evaluator: LibraryEvaluator,
  node: LibraryNode,
  context: unknown,
) => unknown;

/** What finds the type of a node; `checker` checks the nodes below it with the same `context`. */
export type CheckNode = (
  checker: LibraryChecker,
  node: LibraryNode,
  context: unknown,
) => LibraryType;

export interface LibraryEvaluator {
  run(node: ASTNode, context: unknown): unknown;
  /** The type that a value has. */
  debugType(value: unknown): LibraryType;
}

/**
 * A node of the library's tree as it is at run time. The library's declarations leave out what it
 * keeps on its nodes for evaluation; its version is pinned, and `mendTree.test.ts` fails when one
 * that keeps something else is put in.
 */
export interface LibraryNode {
  /** What a loop over a list was expanded into, and how else a node is checked and evaluated. */
  readonly meta: {
    readonly alternate?: LibraryNode;
    readonly check: CheckNode;
    readonly evaluate: EvaluateNode;
  };
  setMeta(key: 'check', value: CheckNode): this;
  setMeta(key: 'evaluate', value: EvaluateNode): this;
  setMeta(key: 'macro', value: LibraryMacro): this;
  /** The declared type, known when the tree was checked. */
  readonly checkedType?: LibraryType;
  /** What an operator or a call does with the values of its operands; set by the type check. */
  handle: (...values: never[]) => unknown;
  args: unknown;
}

export interface LibraryType {
  /** `int`, `list`, `dyn` … */
  readonly type: string;
  readonly kind: string;
  readonly name: string;
  /** A declared member of an object, or `undefined`. */
  fieldLazy(of: unknown, name: unknown, node: LibraryNode, evaluator: LibraryEvaluator): unknown;
  /** The same, where what is absent is an error. */
  field(of: unknown, name: unknown, node: LibraryNode, evaluator: LibraryEvaluator): unknown;
}

export interface LibraryMacro {
  readonly async: false;
  typeCheck(checker: LibraryChecker, macro: LibraryMacro, context: unknown): unknown;
  evaluate(evaluator: LibraryEvaluator, macro: LibraryMacro, context: unknown): unknown;
}

export interface LibraryChecker {
  check(node: ASTNode, context: unknown): LibraryType;
  getType(name: string): LibraryType;
}

/** The same node with what the declarations leave out. */
export function libraryNode(node: ASTNode): LibraryNode {
  return node as unknown as LibraryNode;
}

/** The nodes right below a node, in the order of the text. */
export function libraryChildren(node: ASTNode): readonly ASTNode[] {
  switch (node.op) {
    case 'value':
    case 'id':
      return [];
    case '.':
    case '.?':
      return [node.args[0]];
    case 'call':
      return node.args[1];
    case 'rcall':
      return [node.args[1], ...node.args[2]];
    case 'map':
      return node.args.flat();
    case '!_':
    case '-_':
      return [node.args];
    default:
      return node.args as ASTNode[];
  }
}

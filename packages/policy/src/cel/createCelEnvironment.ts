import {
  Environment,
  EvaluationError,
  ParseError,
  TypeError as CelTypeError,
} from '@marcbachmann/cel-js';
import type { ASTNode, ParseResult } from '@marcbachmann/cel-js';
import type { CelDeclaration, CelFunction, CelObjectType } from './CelDeclaration';
import { CelFault } from './CelFault';
import { checkNames, type Names } from './checkNames';
import type { Expression } from './Expression';
import type { ExpressionNode } from './ExpressionNode';
import { plainMessage } from './plainMessage';
import { HIDDEN, replacedMethods, replacementFor } from './replacedMethods';
import { children } from './syntax';
import { toExpressionNode } from './toExpressionNode';

/** What expressions of one kind may name. */
export interface CelEnvironment {
  readonly variables: Readonly<Record<string, CelDeclaration>>;
  readonly functions: readonly CelFunction[];
  /** Parses and checks. Never throws: what is wrong stands in the expression's `faults`. */
  compile(source: string): Expression;
}

/** Longest expression in UTF-16 code units, and its deepest nesting. */
const LIMITS = {
  maxAstNodes: 2_000,
  maxDepth: 60,
  maxListElements: 500,
  maxMapEntries: 100,
  maxCallArguments: 8,
};
const MAX_SOURCE = 8_192;

/**
 * An environment for CEL expressions with typed variables. The CEL library stays behind it.
 *
 * @throws TypeError when a declaration names a type that does not exist; a mistake of the caller.
 */
export function createCelEnvironment(
  variables: Readonly<Record<string, CelDeclaration>>,
  functions: readonly CelFunction[] = [],
): CelEnvironment {
  const environment = new Environment({
    homogeneousAggregateLiterals: false,
    limits: LIMITS,
  });
  for (const { signature, evaluate } of replacedMethods().values()) {
    environment.registerFunction(signature, evaluate, { async: false });
  }
  const registered = new Set<string>();
  for (const [name, declaration] of Object.entries(variables)) {
    environment.registerVariable(name, typeName(environment, registered, declaration.type));
  }
  for (const declared of functions) {
    const reads = (declared.reads ?? []).map(name =>
      typeName(environment, registered, variables[name]!.type),
    );
    const parameters = [...reads, ...declared.parameters.map(celName)];
    const name = reads.length ? HIDDEN + declared.name : declared.name;
    environment.registerFunction(
      `${name}(${parameters.join(', ')}): ${celName(declared.result)}`,
      declared.evaluate,
      { async: false },
    );
  }

  const names: Names = {
    variables,
    functions,
    callable: new Set([
      ...environment.getDefinitions().functions.map(definition => definition.name),
      ...functions.map(declared => declared.name),
    ]),
  };
  return { variables, functions, compile: source => new CelExpression(environment, names, source) };
}

function celName(type: string): string {
  return type.replaceAll('timestamp', 'google.protobuf.Timestamp');
}

function typeName(
  environment: Environment,
  registered: Set<string>,
  type: string | CelObjectType,
): string {
  if (typeof type === 'string') {
    return celName(type);
  }
  if (!registered.has(type.name)) {
    registered.add(type.name);
    const fields = Object.fromEntries(
      Object.entries(type.members).map(([name, member]) => [
        name,
        typeName(environment, registered, member.type),
      ]),
    );
    const { implementation } = type;
    environment.registerType(
      type.name,
      implementation ? { ctor: implementation, fields } : { fields },
    );
  }
  return type.name;
}

class CelExpression implements Expression {
  readonly type: string | undefined;
  readonly faults: readonly CelFault[];
  readonly cautions: readonly CelFault[];
  readonly constant: unknown;
  private readonly run: ParseResult | undefined;
  private readonly isRead: boolean;
  private tree: ExpressionNode | undefined;
  private parts: Map<ExpressionNode, Expression> | undefined;

  constructor(
    private readonly environment: Environment,
    private readonly names: Names,
    readonly source: string,
  ) {
    let parsed: ParseResult | undefined;
    let type: string | undefined;
    let faults: CelFault[];
    let cautions: CelFault[] = [];
    try {
      if (source.length > MAX_SOURCE) {
        throw new CelFault(
          'syntax',
          `An expression has at most ${MAX_SOURCE} characters.`,
          0,
          source.length,
        );
      }
      parsed = environment.parse(source);
      ({ faults, cautions } = checkNames(parsed.ast, names));
      if (faults.length === 0) {
        redirect(parsed.ast, environment, names);
        const checked = parsed.check();
        type = checked.type;
        if (checked.error) {
          faults.push(faultOf(checked.error, 'type', source));
        }
      }
    } catch (error) {
      faults = [faultOf(error, 'syntax', source)];
    }
    this.isRead = parsed !== undefined;
    this.faults = faults;
    this.cautions = cautions;
    this.type = faults.length ? undefined : type;
    this.run = faults.length ? undefined : parsed;
    this.constant = parsed?.ast.op === 'value' ? parsed.ast.args : undefined;
  }

  get syntax(): ExpressionNode | undefined {
    if (this.isRead) {
      // Read anew: in the tree that evaluates, calls are redirected.
      this.tree ??= toExpressionNode(this.environment.parse(this.source).ast);
    }
    return this.tree;
  }

  part(node: ExpressionNode): Expression {
    const kept = this.parts?.get(node);
    if (kept) {
      return kept;
    }
    const made = new CelExpression(
      this.environment,
      this.names,
      this.source.slice(node.start, node.end),
    );
    this.parts ??= new Map();
    this.parts.set(node, made);
    return made;
  }

  evaluate(values: object): unknown {
    if (!this.run) {
      return this.faults[0];
    }
    try {
      return this.run(values as Record<string, unknown>);
    } catch (error) {
      return faultOf(error, 'evaluation', this.source);
    }
  }
}

/** Puts our methods in the place of the library's, and hands the variables they read to functions. */
function redirect(node: ASTNode, environment: Environment, names: Names): void {
  children(node).forEach(child => redirect(child, environment, names));
  const replacement = replacementFor(node);
  if (replacement) {
    (node.args as unknown[])[0] = replacement;
  } else if (node.op === 'call') {
    const declared = names.functions.find(candidate => candidate.name === node.args[0]);
    if (declared?.reads?.length) {
      const reads = declared.reads.map(name => environment.parse(name).ast);
      node.args[1].unshift(...reads);
      node.args[0] = HIDDEN + declared.name;
    }
  }
}

function faultOf(error: unknown, kind: CelFault['kind'], source: string): CelFault {
  if (error instanceof CelFault) {
    return error;
  }
  if (
    error instanceof ParseError ||
    error instanceof CelTypeError ||
    error instanceof EvaluationError
  ) {
    const { start, end } = error.range ?? { start: 0, end: source.length };
    // What is missing at the end is shown on the last letter: behind it there is nothing to mark.
    const length = source.trimEnd().length;
    const from = Math.max(0, Math.min(start, length - 1));
    return new CelFault(
      kind,
      plainMessage(error.code, error.summary.replaceAll(HIDDEN, '')),
      from,
      Math.max(from, Math.min(Math.max(end, from + 1), source.length)),
    );
  }
  const message = error instanceof Error ? error.message : String(error);
  return new CelFault(kind, `${message}.`, 0, source.length);
}

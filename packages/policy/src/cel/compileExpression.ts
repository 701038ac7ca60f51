import type { Environment, ParseResult } from '@marcbachmann/cel-js';
import { CelFault } from './CelFault';
import { checkReading } from './checkReading';
import { checkNames, type NameFindings, type Names } from './checkNames';
import { compileDirect } from './direct/compileDirect';
import { UNANSWERED, unanswered, type Evaluate, type Values } from './direct/DirectNode';
import type { Expression } from './Expression';
import type { ExpressionNode } from './ExpressionNode';
import { faultOf } from './library/faultOf';
import { mendTree } from './library/mendTree';
import { redirect } from './library/redirect';
import { respell, restoreNames } from './library/respell';
import { toExpressionNode } from './toExpressionNode';

/** Longest expression in UTF-16 code units. */
const MAX_SOURCE = 8_192;

/**
 * Parses and checks an expression. Never throws: what is wrong stands in its `faults`.
 *
 * @param isDirect - Whether what is simple is evaluated without the library; the values are the same.
 */
export function compileExpression(
  source: string,
  environment: Environment,
  names: Names,
  isDirect: boolean,
): Expression {
  let syntax: ExpressionNode | undefined;
  try {
    if (source.length > MAX_SOURCE) {
      const message = `An expression has at most ${MAX_SOURCE} characters.`;
      throw new CelFault('syntax', message, 0, source.length);
    }
    const { text, quoted } = respell(source);
    const parsed = environment.parse(text);
    restoreNames(parsed.ast, quoted);
    // Before calls are redirected: our tree says what the text says.
    syntax = toExpressionNode(parsed.ast, source);
    const { faults, cautions } = checkNames(syntax, source, names);
    faults.push(...checkReading(syntax, source));
    if (faults.length === 0) {
      redirect(parsed.ast, { source, environment, functions: names.functions, named: names.named });
      const { type, error } = parsed.check();
      if (!error) {
        mendTree(parsed.ast);
        return new CompiledExpression({
          ...{ source, environment, names, isDirect, syntax, cautions, faults, type },
          run: parsed,
        });
      }
      faults.push(
        ...typeFaults(faultOf(error, 'type', source), syntax, source, environment, names),
      );
    }
    return new CompiledExpression({
      ...{ source, environment, names, isDirect, syntax, faults, cautions },
    });
  } catch (error) {
    const faults = [faultOf(error, 'syntax', source)];
    return new CompiledExpression({
      ...{ source, environment, names, isDirect, syntax, faults, cautions: [] },
    });
  }
}

/**
 * The library stops at its first type fault. The conditions that && and || join have each their own,
 * so they are checked one by one when the whole has one.
 */
function typeFaults(
  first: CelFault,
  syntax: ExpressionNode,
  source: string,
  environment: Environment,
  names: Names,
): readonly CelFault[] {
  const conditions = joinedBy(syntax);
  const found = conditions.flatMap(({ start, end }) =>
    conditions.length === 1
      ? []
      : compileExpression(source.slice(start, end), environment, names, false).faults.map(
          fault => new CelFault(fault.kind, fault.message, start + fault.start, start + fault.end),
        ),
  );
  return found.length ? found : [first];
}

/** The conditions that && and || join, each once however they nest. */
function joinedBy(node: ExpressionNode): readonly ExpressionNode[] {
  return node.kind === 'operator' && (node.operator === '&&' || node.operator === '||')
    ? node.operands.flatMap(joinedBy)
    : [node];
}

interface Compiled extends NameFindings {
  readonly source: string;
  readonly environment: Environment;
  readonly names: Names;
  readonly isDirect: boolean;
  readonly syntax: ExpressionNode | undefined;
  readonly type?: string | undefined;
  /** Absent where there are faults. */
  readonly run?: ParseResult;
}

class CompiledExpression implements Expression {
  private readonly run: ParseResult | undefined;
  /** Made at the first evaluation: an editor checks many expressions and evaluates none. */
  private direct: Evaluate | undefined;
  private readonly parts = new Map<ExpressionNode, Expression>();

  constructor(private readonly compiled: Compiled) {
    this.run = compiled.run;
  }

  get source() {
    return this.compiled.source;
  }

  get type() {
    return this.compiled.type;
  }

  get faults() {
    return this.compiled.faults;
  }

  get cautions() {
    return this.compiled.cautions;
  }

  get syntax() {
    return this.compiled.syntax;
  }

  get constant(): unknown {
    return this.syntax?.kind === 'literal' ? this.syntax.value : undefined;
  }

  evaluate(values: object): unknown {
    if (!this.run) {
      return this.faults[0];
    }
    const value = this.evaluateDirectly(values as Values);
    if (value !== UNANSWERED) {
      return value;
    }
    try {
      return this.run(values as Record<string, unknown>);
    } catch (error) {
      return faultOf(error, 'evaluation', this.source);
    }
  }

  private evaluateDirectly(values: Values): unknown {
    this.direct ??= this.compileDirect();
    try {
      return this.direct(values);
    } catch {
      // The library comes upon the same error, and knows its place.
      return UNANSWERED;
    }
  }

  private compileDirect(): Evaluate {
    const { isDirect, syntax, names } = this.compiled;
    return (isDirect && syntax && compileDirect(syntax, names)?.evaluate) || unanswered;
  }

  part(node: ExpressionNode): Expression {
    let part = this.parts.get(node);
    if (!part) {
      const { environment, names, isDirect } = this.compiled;
      const source = this.source.slice(node.start, node.end);
      part = compileExpression(source, environment, names, isDirect);
      this.parts.set(node, part);
    }
    return part;
  }
}

import { nearestName } from '@countersign/diagnostics';
import type { ASTNode } from '@marcbachmann/cel-js';
import type { CelDeclaration, CelFunction, CelObjectType } from './CelDeclaration';
import { CelFault } from './CelFault';
import { compilePattern, HIDDEN } from './replacedMethods';
import { accessPath, boundName, children, literalText } from './syntax';

/** What names mean in an expression. */
export interface Names {
  readonly variables: Readonly<Record<string, CelDeclaration>>;
  readonly functions: readonly CelFunction[];
  /** Every function and method that can be called, CEL's own included. */
  readonly callable: ReadonlySet<string>;
}

/** What {@link checkNames} found. */
export interface NameFindings {
  readonly faults: CelFault[];
  readonly cautions: CelFault[];
}

/**
 * Finds every name that means nothing, every literal that names nothing, and every optional fact
 * that is read without asking for it. The type check of the CEL library stops at its first fault and
 * does not look into `has(…)`; this walk does neither.
 */
export function checkNames(root: ASTNode, names: Names): NameFindings {
  const findings: NameFindings = { faults: [], cautions: [] };
  let nesting = 0;
  const asked = new Set<string>();
  collectAsked(root, asked);
  walk(root, new Set());
  return findings;

  function walk(node: ASTNode, bound: ReadonlySet<string>): void {
    const variable = boundName(node);
    if (variable !== undefined) {
      const [, receiver, [, ...rest]] = node.args as [string, ASTNode, ASTNode[]];
      walk(receiver, bound);
      const inner = new Set(bound).add(variable);
      nesting++;
      if (nesting > MAX_NESTING) {
        fault('syntax', 'Loops over lists nest three deep here, and two is the most', node);
      }
      rest.forEach(child => walk(child, inner));
      nesting--;
      return;
    }
    switch (node.op) {
      case 'id':
        checkVariable(node, bound);
        return;
      case '.':
        if (typeOf(node, bound) === undefined) {
          checkMember(node, bound);
        } else if (declarationOf(node, bound)?.optional && !asked.has(accessPath(node)!)) {
          caution(node);
        }
        break;
      case 'call':
      case 'rcall':
        checkCall(node);
        if (node.op === 'call' && node.args[0] === 'has' && node.args[1].length === 1) {
          checkHas(node.args[1][0]!, bound);
          return;
        }
        break;
      case '==':
      case '!=':
        checkValue(node.args[0], node.args[1], bound);
        checkValue(node.args[1], node.args[0], bound);
        break;
      case 'in':
        if (node.args[1].op === 'list') {
          node.args[1].args.forEach(item => checkValue(node.args[0], item, bound));
        }
        break;
      default:
    }
    children(node).forEach(child => walk(child, bound));
  }

  function checkVariable(node: ASTNode, bound: ReadonlySet<string>): void {
    const name = node.args as string;
    if (bound.has(name) || Object.hasOwn(names.variables, name) || BUILT_IN.has(name)) {
      return;
    }
    const known = [...Object.keys(names.variables), ...bound];
    unknown(node, name, node.start, known, `There is no variable "${name}"`);
  }

  function checkMember(node: ASTNode, bound: ReadonlySet<string>): void {
    const [left, name] = node.args as [ASTNode, string];
    const type = typeOf(left, bound);
    if (isObject(type)) {
      const members = Object.keys(type.members);
      const reason = own(type.notHere ?? {}, name);
      const message = reason ?? `${accessPath(left)} has no member "${name}"`;
      unknown(node, name, node.pos, reason === undefined ? members : [], message);
    }
  }

  function checkCall(node: ASTNode): void {
    const { name, values } = callOf(node);
    if (!names.callable.has(name) || name.startsWith(HIDDEN)) {
      const visible = [...names.callable].filter(known => !known.startsWith(HIDDEN));
      // The library gives a call no place for its name alone; it stands in front of its bracket.
      const start = node.op === 'call' ? node.start : nameStart(node, name);
      unknown(node, name, start, visible, `There is no function "${name}"`);
      return;
    }
    if (name === 'matches' && node.op === 'rcall') {
      checkPattern(node, values[0]);
    }
    const declared = names.functions.find(candidate => candidate.name === name);
    declared?.literals?.forEach((parameter, index) => {
      const value = values[index];
      if (!parameter || !value) {
        return;
      }
      const text = literalText(value);
      if (text === undefined) {
        if (!parameter.expressions) {
          fault('type', `${name} takes the name of a ${parameter.noun} in quotes`, value);
        }
      } else if (!parameter.values.includes(text)) {
        unknownLiteral(value, text, parameter.values, parameter.noun);
      }
    });
  }

  function checkPattern(node: ASTNode, pattern: ASTNode | undefined): void {
    const text = literalText(pattern);
    if (text === undefined) {
      fault('pattern', 'matches takes its pattern as a literal text in quotes', pattern ?? node);
      return;
    }
    try {
      compilePattern(text);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      fault('pattern', `This is no pattern that RE2 reads: ${reason}`, pattern!);
    }
  }

  function checkHas(node: ASTNode, bound: ReadonlySet<string>): void {
    if (node.op !== '.') {
      fault('type', 'has takes a member, such as has(resource.owner)', node);
      walk(node, bound);
      return;
    }
    const declaration = declarationOf(node, bound);
    if (declaration && !declaration.optional && isObject(typeOf(node.args[0], bound))) {
      const list = typeof declaration.type === 'string' && declaration.type.startsWith('list');
      const path = accessPath(node)!;
      fault(
        'always-there',
        `${path} is always there, so this is always true. ${
          list ? `To ask whether it is empty, write size(${path}) > 0` : 'Compare its value instead'
        }`,
        node,
      );
    }
    if (typeOf(node, bound) === undefined) {
      checkMember(node, bound);
    }
    walk(node.args[0], bound);
  }

  function checkValue(side: ASTNode, other: ASTNode, bound: ReadonlySet<string>): void {
    const values = declarationOf(side, bound)?.values;
    const text = literalText(other);
    if (values && text !== undefined && !values.includes(text)) {
      unknownLiteral(other, text, values, accessPath(side)!);
    }
  }

  function declarationOf(node: ASTNode, bound: ReadonlySet<string>): CelDeclaration | undefined {
    if (node.op === 'id') {
      return bound.has(node.args) ? undefined : own(names.variables, node.args);
    }
    if (node.op === '.') {
      const type = typeOf(node.args[0], bound);
      return isObject(type) ? own(type.members, node.args[1]) : undefined;
    }
    return undefined;
  }

  /** The declared type; `dyn` where only the library knows it; `undefined` for an unknown member. */
  function typeOf(node: ASTNode, bound: ReadonlySet<string>): CelDeclaration['type'] | undefined {
    if (node.op === 'id' && !bound.has(node.args)) {
      return own(names.variables, node.args)?.type ?? 'dyn';
    }
    if (node.op === '.') {
      const left = typeOf(node.args[0], bound);
      return isObject(left) ? own(left.members, node.args[1])?.type : 'dyn';
    }
    return 'dyn';
  }

  /** Comparing names costs; a condition with twenty wrong ones needs no suggestion for each. */
  function suggest(name: string, known: readonly string[]): string | undefined {
    return findings.faults.length < 20 ? nearestName(name, known.slice(0, 500)) : undefined;
  }

  function unknown(
    node: ASTNode,
    name: string,
    start: number,
    known: readonly string[],
    message: string,
  ): void {
    const suggestion = suggest(name, known);
    findings.faults.push(
      new CelFault(
        'unknown-name',
        suggestion ? `${message}. Did you mean "${suggestion}"?` : `${message}.`,
        start,
        Math.min(start + name.length, Math.max(node.end, start)),
        suggestion,
      ),
    );
  }

  function unknownLiteral(
    node: ASTNode,
    text: string,
    values: readonly string[],
    noun: string,
  ): void {
    const suggestion = suggest(text, values);
    const shown = values.slice(0, 12).join(', ') + (values.length > 12 ? ' …' : '');
    const choice = values.length ? `It is one of ${shown}.` : 'There is none here.';
    const { start, end } = insideQuotes(node);
    findings.faults.push(
      new CelFault(
        'unknown-literal',
        `There is no ${noun} "${text}". ${suggestion ? `Did you mean "${suggestion}"?` : choice}`,
        start,
        end,
        suggestion,
        noun,
      ),
    );
  }

  function fault(kind: CelFault['kind'], message: string, node: ASTNode): void {
    findings.faults.push(new CelFault(kind, `${message}.`, node.start, node.end));
  }

  function caution(node: ASTNode): void {
    const path = accessPath(node)!;
    findings.cautions.push(
      new CelFault(
        'maybe-absent',
        `${path} may be absent, and then this condition fails and asks the fallback approver. Ask first: has(${path}) && …`,
        node.start,
        node.end,
        `has(${path}) && ${path}`,
      ),
    );
  }
}

/** Loops inside loops: each multiplies what an evaluation may cost by the length of a list. */
const MAX_NESTING = 2;

/** Names that CEL itself defines: its types. */
const BUILT_IN = new Set([
  'bool',
  'bytes',
  'cel',
  'double',
  'google',
  'int',
  'list',
  'map',
  'null_type',
  'string',
  'type',
  'uint',
]);

function collectAsked(node: ASTNode, asked: Set<string>): void {
  if (node.op === 'call' && node.args[0] === 'has' && node.args[1].length === 1) {
    const path = accessPath(node.args[1][0]!);
    if (path !== undefined) {
      asked.add(path);
    }
  }
  children(node).forEach(child => collectAsked(child, asked));
}

/** The place of a literal without its quotes, so that what replaces it needs none. */
function insideQuotes(node: ASTNode): { start: number; end: number } {
  const source = node.input.slice(node.start, node.end);
  const quotes = /^(?:'''|"""|'|")/.exec(source)?.[0].length ?? 0;
  return { start: node.start + quotes, end: Math.max(node.start + quotes, node.end - quotes) };
}

function nameStart(node: ASTNode, name: string): number {
  const [, receiver] = node.args as [string, ASTNode];
  const found = node.input.indexOf(name, receiver.end);
  return found < 0 ? node.start : found;
}

function callOf(node: ASTNode): { name: string; values: readonly ASTNode[] } {
  const [name, ...rest] = node.args as [string, ...unknown[]];
  return { name, values: rest.at(-1) as ASTNode[] };
}

function isObject(type: CelDeclaration['type'] | undefined): type is CelObjectType {
  return typeof type === 'object';
}

function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

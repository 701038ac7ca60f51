import { nearestName } from '@countersign/diagnostics';
import { accessPath } from './accessPath';
import type { CelDeclaration, CelFunction, CelObjectType } from './CelDeclaration';
import { CelFault } from './CelFault';
import type { CallNode, ExpressionNode, HasNode, MemberNode } from './ExpressionNode';
import { compilePattern } from './library/compilePattern';
import type { NamedValues } from './NamedValues';
import { childrenOf, walkExpression } from './walkExpression';

/** What names mean in an expression. */
export interface Names {
  readonly variables: Readonly<Record<string, CelDeclaration>>;
  readonly functions: readonly CelFunction[];
  /** What the literals of those functions may name, beside what their declarations list. */
  readonly named: NamedValues;
  /** What can be called, CEL's own included: functions, and methods with a dot before the name. */
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
export function checkNames(root: ExpressionNode, source: string, names: Names): NameFindings {
  const findings: NameFindings = { faults: [], cautions: [] };
  let nesting = 0;
  const asked = askedFor(root);
  walk(root, new Set());
  return findings;

  function walk(node: ExpressionNode, bound: ReadonlySet<string>): void {
    switch (node.kind) {
      case 'name':
        checkVariable(node.name, node, bound);
        return;
      case 'member':
        if (typeOf(node, bound) === undefined) {
          checkMember(node, bound);
        } else if (declarationOf(node, bound)?.optional && !asked.has(accessPath(node)!)) {
          caution(node);
        }
        break;
      case 'has':
        checkHas(node, bound);
        return;
      case 'loop':
        walk(node.over, bound);
        nesting++;
        if (nesting > MAX_NESTING) {
          fault('profile', 'Loops over lists nest three deep here, and two is the most', node);
        }
        walkInside(node.body, node.variable, bound);
        nesting--;
        return;
      case 'call': {
        checkCall(node);
        const variable = boundByCall(node);
        if (variable !== undefined) {
          walk(node.values[1]!, bound);
          walkInside([node.values[2]!], variable, bound);
          return;
        }
        break;
      }
      case 'operator':
        checkOperands(node.operator, node.operands, bound);
        break;
      default:
    }
    childrenOf(node).forEach(child => walk(child, bound));
  }

  function walkInside(
    nodes: readonly ExpressionNode[],
    variable: string,
    bound: ReadonlySet<string>,
  ): void {
    const inner = new Set(bound).add(variable);
    nodes.forEach(node => walk(node, inner));
  }

  function checkOperands(
    operator: string,
    [left, right]: readonly ExpressionNode[],
    bound: ReadonlySet<string>,
  ): void {
    if (operator === '==' || operator === '!=') {
      checkValue(left!, right!, bound);
      checkValue(right!, left!, bound);
    } else if (operator === 'in' && right!.kind === 'list') {
      right.items.forEach(item => checkValue(left!, item, bound));
    }
  }

  function checkVariable(name: string, node: ExpressionNode, bound: ReadonlySet<string>): void {
    if (bound.has(name) || Object.hasOwn(names.variables, name) || BUILT_IN.has(name)) {
      return;
    }
    const known = [...Object.keys(names.variables), ...bound];
    unknown(name, node.start, known, `There is no variable "${name}"`);
  }

  function checkMember({ of, name, nameStart }: MemberNode, bound: ReadonlySet<string>): void {
    const type = typeOf(of, bound);
    if (isObject(type)) {
      const members = Object.keys(type.members);
      const reason = own(type.notHere ?? {}, name);
      const message = reason ?? `${accessPath(of)} has no member "${name}"`;
      unknown(name, nameStart, reason === undefined ? members : [], message);
    }
  }

  function checkCall(node: CallNode): void {
    const { name, nameStart, values, target } = node;
    if (!names.callable.has(target ? `.${name}` : name)) {
      const known = [...names.callable].filter(other => other.startsWith('.') === Boolean(target));
      unknown(
        name,
        nameStart,
        known.map(other => other.replace('.', '')),
        `There is no function "${name}"`,
      );
      return;
    }
    if (name === 'has' && !target) {
      fault('type', 'has takes a member, such as has(resource.owner)', values[0] ?? node);
    }
    if (name === 'matches') {
      checkPattern(node, values[target ? 0 : 1]);
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

  function checkPattern(node: CallNode, pattern: ExpressionNode | undefined): void {
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

  function checkHas({ member }: HasNode, bound: ReadonlySet<string>): void {
    const declaration = declarationOf(member, bound);
    if (declaration && !declaration.optional && isObject(typeOf(member.of, bound))) {
      const list = typeof declaration.type === 'string' && declaration.type.startsWith('list');
      const path = accessPath(member)!;
      fault(
        'always-there',
        `${path} is always there, so this is always true. ${
          list ? `To ask whether it is empty, write size(${path}) > 0` : 'Compare its value instead'
        }`,
        member,
      );
    }
    if (typeOf(member, bound) === undefined) {
      checkMember(member, bound);
    }
    walk(member.of, bound);
  }

  function checkValue(
    side: ExpressionNode,
    other: ExpressionNode,
    bound: ReadonlySet<string>,
  ): void {
    const values = declarationOf(side, bound)?.values;
    const text = literalText(other);
    if (values && text !== undefined && !values.includes(text)) {
      unknownLiteral(other, text, values, accessPath(side)!);
    }
  }

  function declarationOf(
    node: ExpressionNode,
    bound: ReadonlySet<string>,
  ): CelDeclaration | undefined {
    if (node.kind === 'name') {
      return bound.has(node.name) ? undefined : own(names.variables, node.name);
    }
    if (node.kind === 'member') {
      const type = typeOf(node.of, bound);
      return isObject(type) ? own(type.members, node.name) : undefined;
    }
    return undefined;
  }

  /** The declared type; `dyn` where only the library knows it; `undefined` for an unknown member. */
  function typeOf(
    node: ExpressionNode,
    bound: ReadonlySet<string>,
  ): CelDeclaration['type'] | undefined {
    if (node.kind === 'name' && !bound.has(node.name)) {
      return own(names.variables, node.name)?.type ?? 'dyn';
    }
    if (node.kind === 'member') {
      const of = typeOf(node.of, bound);
      return isObject(of) ? own(of.members, node.name)?.type : 'dyn';
    }
    return 'dyn';
  }

  /** Comparing names costs; a condition with twenty wrong ones needs no suggestion for each. */
  function suggest(name: string, known: readonly string[]): string | undefined {
    return findings.faults.length < 20 ? nearestName(name, known.slice(0, 500)) : undefined;
  }

  function unknown(name: string, start: number, known: readonly string[], message: string): void {
    const suggestion = suggest(name, known);
    findings.faults.push(
      new CelFault(
        'unknown-name',
        suggestion ? `${message}. Did you mean "${suggestion}"?` : `${message}.`,
        start,
        start + name.length,
        suggestion,
      ),
    );
  }

  function unknownLiteral(
    node: ExpressionNode,
    text: string,
    values: readonly string[],
    noun: string,
  ): void {
    const suggestion = suggest(text, values);
    const shown = values.slice(0, 12).join(', ') + (values.length > 12 ? ' …' : '');
    const choice = values.length ? `It is one of ${shown}.` : 'There is none here.';
    const { start, end } = insideQuotes(source, node);
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

  function fault(kind: CelFault['kind'], message: string, node: ExpressionNode): void {
    findings.faults.push(new CelFault(kind, `${message}.`, node.start, node.end));
  }

  function caution(node: ExpressionNode): void {
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

/** The paths that some `has(…)` asks for. */
function askedFor(root: ExpressionNode): ReadonlySet<string> {
  const asked = new Set<string>();
  walkExpression(root, node => {
    const path = node.kind === 'has' ? accessPath(node.member) : undefined;
    if (path !== undefined) {
      asked.add(path);
    }
  });
  return asked;
}

/** The name that `cel.bind(name, value, body)` gives to its value. */
function boundByCall({ name, target, values }: CallNode): string | undefined {
  const [variable] = values;
  return name === 'bind' &&
    target?.kind === 'name' &&
    target.name === 'cel' &&
    values.length === 3 &&
    variable?.kind === 'name'
    ? variable.name
    : undefined;
}

/** The text of a string literal, else `undefined`. */
function literalText(node: ExpressionNode | undefined): string | undefined {
  return node?.kind === 'literal' && typeof node.value === 'string' ? node.value : undefined;
}

/** The place of a literal without its quotes, so that what replaces it needs none. */
function insideQuotes(source: string, node: ExpressionNode): { start: number; end: number } {
  const [prefix, quotes] = /^[rR]?('''|"""|'|")/.exec(source.slice(node.start, node.end))!;
  return { start: node.start + prefix.length, end: node.end - quotes!.length };
}

function isObject(type: CelDeclaration['type'] | undefined): type is CelObjectType {
  return typeof type === 'object';
}

function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

import { accessPath, CelFault, walkExpression, type ExpressionNode } from '@countersign/policy';
import { asBool, asScalar, kindOfConstant } from './coerce';
import { FACT_COLUMNS } from './factColumns';
import { CannotWrite } from './SqlRefusal';
import type { SqlScope } from './SqlScope';
import { FAILS, type SqlValue } from './SqlValue';
import { writeCall } from './writeCall';
import { writeEquality, writeOrder } from './writeComparison';
import { writeMembership } from './writeMembership';

type Node<Kind extends ExpressionNode['kind']> = Extract<ExpressionNode, { kind: Kind }>;

/**
 * An expression in SQL; see {@link SqlValue} for what an error becomes.
 *
 * @throws CannotWrite for what has no SQL that means the same.
 */
export function writeExpression(node: ExpressionNode, scope: SqlScope): SqlValue {
  const constant = constantOf(node, scope);
  if (constant) {
    return constant;
  }
  switch (node.kind) {
    case 'name':
      return scope.bound.get(node.name) ?? factOf(node.name, node);
    case 'member':
      return writeMember(node, scope);
    case 'index':
      return writeIndex(node, scope);
    case 'has':
      return { kind: 'bool', sql: writeHas(node, scope) };
    case 'call':
      return writeCall(node, scope);
    case 'loop':
      return { kind: 'bool', sql: writeLoop(node, scope) };
    case 'operator':
      return writeOperator(node, scope);
    default:
      throw new CannotWrite('list', node);
  }
}

/** A condition, or a part of one that is true or false, as truth. */
export function writeTruth(node: ExpressionNode, scope: SqlScope): string {
  if (node.kind === 'operator' && node.operator === '?:') {
    // As truth its two sides need not have one type.
    const [test, yes, no] = node.operands.map(operand => writeTruth(operand, scope));
    return `CASE WHEN ${test} THEN ${yes} WHEN NOT ${test} THEN ${no} END`;
  }
  return asBool(writeExpression(node, scope), node, scope);
}

/** What names nothing has its value already: the plain evaluator says which. */
function constantOf(node: ExpressionNode, { expression }: SqlScope): SqlValue | undefined {
  if (node.kind === 'literal') {
    return { kind: 'constant', value: node.value };
  }
  let isConstant = true;
  walkExpression(node, inner => {
    if (inner.kind === 'name' || (inner.kind === 'call' && inner.name === 'inWindow')) {
      isConstant = false;
    }
  });
  if (!isConstant) {
    return undefined;
  }
  const part = expression.part(node);
  if (part.faults.length > 0) {
    throw new CannotWrite('types', node);
  }
  const value = part.evaluate({});
  return value instanceof CelFault ? { kind: 'error' } : { kind: 'constant', value };
}

function factOf(path: string, node: ExpressionNode): SqlValue {
  const fact = FACT_COLUMNS[path];
  if (!fact) {
    throw new CannotWrite(path === 'impact.score' ? 'score' : 'types', node);
  }
  return fact.kind === 'object'
    ? { kind: 'object', path }
    : ({ kind: fact.kind, sql: fact.sql! } as SqlValue);
}

function writeMember(node: Node<'member'>, scope: SqlScope): SqlValue {
  const { of, name } = node;
  if (isParameters(of, scope)) {
    return parameterOf(name, node, scope);
  }
  if (isParameters(node, scope)) {
    return { kind: 'json', sql: scope.facts.parametersOfAction() };
  }
  const value = writeExpression(of, scope);
  switch (value.kind) {
    case 'object':
      return factOf(`${value.path}.${name}`, node);
    case 'json':
      return { kind: 'json', sql: jsonMember(value.sql, name, node, scope) };
    default:
      return { kind: 'error' };
  }
}

/** Whether a node is `action.properties`. */
function isParameters(node: ExpressionNode, { bound }: SqlScope): boolean {
  return !bound.has('action') && accessPath(node) === 'action.properties';
}

function parameterOf(name: string, node: ExpressionNode, scope: SqlScope): SqlValue {
  return { kind: 'json', sql: scope.facts.parameterOfAction(storable(name, node)) };
}

function storable(name: string, node: ExpressionNode): string {
  if (name.includes('\0') || !name.isWellFormed()) {
    throw new CannotWrite('text', node);
  }
  return name;
}

function jsonMember(json: string, name: string, node: ExpressionNode, scope: SqlScope): string {
  const { dialect, parameters } = scope;
  const key = parameters.bind(dialect.jsonKey(storable(name, node)), 'text');
  return `CASE WHEN ${dialect.jsonIs(json, 'object')} THEN ${dialect.jsonMember(json, key)} END`;
}

function writeIndex(node: Node<'index'>, scope: SqlScope): SqlValue {
  const { of, index } = node;
  const at = constantOf(index, scope);
  if (at?.kind !== 'constant') {
    throw new CannotWrite('index', node);
  }
  const { value } = at;
  if (typeof value === 'string' && isParameters(of, scope)) {
    return parameterOf(value, node, scope);
  }
  const from = writeExpression(of, scope);
  if (from.kind !== 'json' || (typeof value !== 'string' && typeof value !== 'bigint')) {
    throw new CannotWrite('index', node);
  }
  if (typeof value === 'string') {
    return { kind: 'json', sql: jsonMember(from.sql, value, node, scope) };
  }
  if (value < 0n || value > 1_000n) {
    return { kind: 'error' };
  }
  const { dialect } = scope;
  const element = dialect.jsonElement(from.sql, Number(value));
  return {
    kind: 'json',
    sql: `CASE WHEN ${dialect.jsonIs(from.sql, 'array')} THEN ${element} END`,
  };
}

/** Whether a member is there: an error only where what should have it fails, or has no members. */
function writeHas({ member }: Node<'has'>, scope: SqlScope): string {
  const { of, name } = member;
  if (isParameters(of, scope)) {
    const sql = scope.facts.parameterOfAction(storable(name, member));
    return `CASE WHEN NOT action_properties_unreadable THEN ${sql} IS NOT NULL END`;
  }
  const value = writeExpression(of, scope);
  if (value.kind === 'json') {
    const { dialect } = scope;
    const sql = jsonMember(value.sql, name, member, scope);
    return `CASE WHEN ${dialect.jsonIs(value.sql, 'object')} THEN ${sql} IS NOT NULL END`;
  }
  if (value.kind !== 'object') {
    throw new CannotWrite('types', member);
  }
  const fact = FACT_COLUMNS[`${value.path}.${name}`];
  if (!fact?.sql) {
    return 'TRUE';
  }
  const parent = FACT_COLUMNS[value.path]?.sql;
  const there = `${fact.sql} IS NOT NULL`;
  return parent ? `CASE WHEN ${parent} IS NOT NULL THEN ${there} END` : `(${there})`;
}

function writeLoop(node: Node<'loop'>, scope: SqlScope): string {
  const { macro, over, variable, body } = node;
  if (macro !== 'exists' && macro !== 'all') {
    throw new CannotWrite('loop', node);
  }
  const list = writeExpression(over, scope);
  if (list.kind !== 'texts') {
    throw new CannotWrite('loop', node);
  }
  const element = `v${scope.bound.size}`;
  const inner = new Map(scope.bound).set(variable, { kind: 'text', sql: element });
  const truth = writeTruth(body[0]!, { ...scope, bound: inner });
  return scope.dialect.loop(macro, list.sql, element, truth);
}

function writeOperator(node: Node<'operator'>, scope: SqlScope): SqlValue {
  const { operator, operands } = node;
  const write = (operand: ExpressionNode) => writeExpression(operand, scope);
  const truth = (operand: ExpressionNode) => writeTruth(operand, scope);
  const [left, right] = operands as [ExpressionNode, ExpressionNode];
  switch (operator) {
    case '&&':
    case '||': {
      const joined = operands.map(truth).join(operator === '&&' ? ' AND ' : ' OR ');
      return { kind: 'bool', sql: `(${joined})` };
    }
    case '!':
      return { kind: 'bool', sql: `(NOT ${truth(left)})` };
    case '==':
      return { kind: 'bool', sql: writeEquality(write(left), write(right), node, scope) };
    case '!=':
      return {
        kind: 'bool',
        sql: `(NOT ${writeEquality(write(left), write(right), node, scope)})`,
      };
    case '<':
    case '<=':
    case '>':
    case '>=':
      return { kind: 'bool', sql: writeOrder(operator, write(left), write(right), node, scope) };
    case 'in':
      return { kind: 'bool', sql: writeMembership(write(left), write(right), node, scope) };
    case '?:':
      return writeChoice(node, scope);
    case '-':
      return writeDifference(write(left), right && write(right), node, scope);
    default:
      throw new CannotWrite('arithmetic', node);
  }
}

function writeChoice(node: Node<'operator'>, scope: SqlScope): SqlValue {
  const [condition, yes, no] = node.operands as [ExpressionNode, ExpressionNode, ExpressionNode];
  const test = writeTruth(condition, scope);
  if (test === FAILS) {
    return { kind: 'error' };
  }
  const values = [writeExpression(yes, scope), writeExpression(no, scope)] as const;
  const kinds = values.flatMap(value =>
    value.kind === 'constant' ? (kindOfConstant(value.value) ?? 'constant') : value.kind,
  );
  const kind = kinds.find(candidate => candidate !== 'error');
  if (kind !== 'bool' && kind !== 'text' && kind !== 'number' && kind !== 'time') {
    throw new CannotWrite('types', node);
  }
  if (kinds.some(other => other !== kind && other !== 'error')) {
    throw new CannotWrite('types', node);
  }
  const [one, other] = values.map(value => asScalar(value, kind, node, scope));
  // Written so that a condition which fails takes neither.
  return { kind, sql: `CASE WHEN ${test} THEN ${one} WHEN NOT ${test} THEN ${other} END` };
}

/** Between two instants; both are kept in milliseconds. */
function writeDifference(
  left: SqlValue,
  right: SqlValue | undefined,
  node: ExpressionNode,
  scope: SqlScope,
): SqlValue {
  if (!right || !isTime(left) || !isTime(right)) {
    throw new CannotWrite('arithmetic', node);
  }
  const [one, other] = [left, right].map(side => asScalar(side, 'time', node, scope));
  return {
    kind: 'duration',
    sql: `(${milliseconds(one!)} - ${milliseconds(other!)})`,
  };
}

function isTime(value: SqlValue): boolean {
  return (
    value.kind === 'time' || (value.kind === 'constant' && kindOfConstant(value.value) === 'time')
  );
}

function milliseconds(instant: string): string {
  return `CAST(ROUND(CAST(EXTRACT(EPOCH FROM ${instant}) AS DECIMAL(20, 6)) * 1000) AS BIGINT)`;
}

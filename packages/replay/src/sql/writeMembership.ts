import type { ExpressionNode } from '@countersign/policy';
import { asScalar, jsonAs, kindOfConstant } from './coerce';
import { CannotWrite } from './SqlRefusal';
import type { SqlScope } from './SqlScope';
import { FAILS, type SqlValue } from './SqlValue';
import { writeEquality } from './writeComparison';

/** `left in right`. */
export function writeMembership(
  left: SqlValue,
  right: SqlValue,
  node: ExpressionNode,
  scope: SqlScope,
): string {
  if (left.kind === 'error' || right.kind === 'error') {
    return FAILS;
  }
  switch (right.kind) {
    case 'constant':
      return inConstant(left, right.value, node, scope);
    case 'texts':
      return inTexts(left, right.sql, node, scope);
    case 'json':
      return inJson(left, right.sql, node, scope);
    default:
      throw new CannotWrite('types', node);
  }
}

function inConstant(left: SqlValue, list: unknown, node: ExpressionNode, scope: SqlScope): string {
  if (!Array.isArray(list)) {
    throw new CannotWrite('list', node);
  }
  const items = (list as unknown[]).map(value => ({ kind: 'constant', value }) as const);
  const areTexts = items.every(({ value }) => kindOfConstant(value) === 'text');
  if (left.kind === 'text' && areTexts && items.length > 0) {
    return `(${left.sql} IN (${items.map(item => asScalar(item, 'text', node, scope)).join(', ')}))`;
  }
  if (left.kind === 'json' && areTexts && items.length > 0) {
    const text = jsonAs(left.sql, 'text', scope)!;
    const found = items.map(item => asScalar(item, 'text', node, scope)).join(', ');
    return `CASE WHEN ${left.sql} IS NOT NULL THEN COALESCE(${text} IN (${found}), FALSE) END`;
  }
  if (items.length === 0) {
    return 'sql' in left ? `CASE WHEN ${left.sql} IS NOT NULL THEN FALSE END` : 'FALSE';
  }
  return `(${items.map(item => writeEquality(left, item, node, scope)).join(' OR ')})`;
}

function inTexts(left: SqlValue, list: string, node: ExpressionNode, scope: SqlScope): string {
  const { dialect } = scope;
  switch (left.kind) {
    case 'constant':
      return kindOfConstant(left.value) === 'text'
        ? dialect.listContains(list, asScalar(left, 'text', node, scope))
        : 'FALSE';
    case 'text':
      return `CASE WHEN ${left.sql} IS NOT NULL THEN ${dialect.listContains(list, left.sql)} END`;
    case 'json': {
      const text = jsonAs(left.sql, 'text', scope)!;
      return (
        `CASE WHEN ${dialect.jsonIs(left.sql, 'string')} THEN ${dialect.listContains(list, text)} ` +
        `WHEN ${left.sql} IS NOT NULL THEN FALSE END`
      );
    }
    default:
      throw new CannotWrite('types', node);
  }
}

/** In a list: equal to an element; in an object: one of its names; in anything else an error. */
function inJson(left: SqlValue, json: string, node: ExpressionNode, scope: SqlScope): string {
  const { dialect } = scope;
  const kind = left.kind === 'constant' ? kindOfConstant(left.value) : left.kind;
  if (kind !== 'text' && kind !== 'number' && kind !== 'bool') {
    throw new CannotWrite('types', node);
  }
  const sql = asScalar(left, kind, node, scope);
  const element = `v${scope.bound.size}`;
  const equal = jsonAs(element, kind, scope)!;
  const inList = dialect.jsonAny(json, element, `COALESCE(${equal} = ${sql}, FALSE)`);
  // The names of JSON are texts, so no number and no truth is one.
  const inObject = kind === 'text' ? dialect.jsonHasKey(json, sql) : 'FALSE';
  return (
    `CASE WHEN ${sql} IS NULL THEN NULL WHEN ${dialect.jsonIs(json, 'array')} THEN ${inList} ` +
    `WHEN ${dialect.jsonIs(json, 'object')} THEN ${inObject} END`
  );
}

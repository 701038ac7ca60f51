import type { ExpressionNode, Operator } from '@countersign/policy';
import { asScalar, bindConstant, isStorable, jsonAs, kindOfConstant } from './coerce';
import { CannotWrite } from './SqlRefusal';
import type { SqlScope } from './SqlScope';
import { FAILS, type ScalarKind, type SqlValue } from './SqlValue';

const SCALARS: readonly ScalarKind[] = ['bool', 'text', 'number', 'time'];

/**
 * `left == right`: NULL where a side fails, false where the types differ. Numbers are equal by value
 * whatever their types; all that reach here are doubles exactly.
 */
export function writeEquality(
  left: SqlValue,
  right: SqlValue,
  node: ExpressionNode,
  scope: SqlScope,
): string {
  if (left.kind === 'error' || right.kind === 'error') {
    return FAILS;
  }
  const [one, other] = left.kind === 'json' ? [left, right] : [right, left];
  if (one.kind === 'json') {
    return jsonEquality(one.sql, other, node, scope);
  }
  const kind = scalarKindOf(left, node);
  const otherKind = scalarKindOf(right, node);
  if (kind !== undefined && kind === otherKind) {
    return `(${asScalar(left, kind, node, scope)} = ${asScalar(right, kind, node, scope)})`;
  }
  return `CASE WHEN ${[isThere(left), isThere(right)].join(' AND ')} THEN FALSE END`;
}

function jsonEquality(
  json: string,
  other: SqlValue,
  node: ExpressionNode,
  scope: SqlScope,
): string {
  const { dialect } = scope;
  if (other.kind === 'json') {
    return dialect.jsonEqual(json, other.sql);
  }
  const kind = scalarKindOf(other, node);
  if (kind === undefined) {
    // Of what is no scalar only null can be written out.
    return `CASE WHEN ${json} IS NOT NULL THEN ${dialect.jsonIs(json, 'null')} END`;
  }
  if (kind === 'text' && other.kind === 'constant' && !isStorable(other.value as string)) {
    throw new CannotWrite('text', node);
  }
  const same = jsonAs(json, kind, scope);
  const sql = asScalar(other, kind, node, scope);
  const equal = same && `(${same} = ${sql})`;
  const there = other.kind === 'constant' ? `${json} IS NOT NULL` : bothThere(json, sql);
  return `CASE WHEN ${there} THEN ${equal ? `COALESCE(${equal}, FALSE)` : 'FALSE'} END`;
}

function bothThere(left: string, right: string): string {
  return `${left} IS NOT NULL AND ${right} IS NOT NULL`;
}

/** The kind of a value that is compared as one; `undefined` for null. */
function scalarKindOf(value: SqlValue, node: ExpressionNode): ScalarKind | undefined {
  if (value.kind === 'constant') {
    const kind = kindOfConstant(value.value);
    if (kind === undefined && value.value !== null) {
      throw new CannotWrite('list', node);
    }
    return kind;
  }
  if (!(SCALARS as readonly string[]).includes(value.kind)) {
    throw new CannotWrite(value.kind === 'texts' ? 'list' : 'types', node);
  }
  return value.kind as ScalarKind;
}

function isThere(value: SqlValue): string {
  return 'sql' in value ? `${value.sql} IS NOT NULL` : 'TRUE';
}

/** `left < right` and its like: NULL where a side fails, or where the types have no order. */
export function writeOrder(
  operator: Operator,
  left: SqlValue,
  right: SqlValue,
  node: ExpressionNode,
  scope: SqlScope,
): string {
  if (left.kind === 'error' || right.kind === 'error') {
    return FAILS;
  }
  if (left.kind === 'duration' || right.kind === 'duration') {
    return durationOrder(operator, left, right, node, scope);
  }
  const kinds = orderedKinds(left, right, node);
  const orders = kinds.map(kind => {
    const mark = kind === 'text' ? scope.dialect.byCodePoint : '';
    const [one, other] = [left, right].map(side => asScalar(side, kind, node, scope));
    return `(${one}${mark} ${operator} ${other})`;
  });
  return orders.length > 1 ? `COALESCE(${orders.join(', ')})` : (orders[0] ?? FAILS);
}

/** The kinds as which two values may turn out to be put in order. */
function orderedKinds(left: SqlValue, right: SqlValue, node: ExpressionNode): ScalarKind[] {
  if (left.kind === 'json' && right.kind === 'json') {
    return ['number', 'text', 'bool'];
  }
  const kinds = [left, right].flatMap(side =>
    side.kind === 'json' ? [] : [scalarKindOf(side, node)],
  );
  const [kind] = kinds;
  return kind !== undefined && kinds.every(other => other === kind) ? [kind] : [];
}

function durationOrder(
  operator: Operator,
  left: SqlValue,
  right: SqlValue,
  node: ExpressionNode,
  scope: SqlScope,
): string {
  const [one, other] = [left, right].map(side => {
    if (side.kind === 'duration') {
      return side.sql;
    }
    const milliseconds = side.kind === 'constant' ? millisecondsOf(side.value) : undefined;
    if (milliseconds === undefined) {
      throw new CannotWrite('types', node);
    }
    return bindConstant(milliseconds, node, scope);
  });
  return `(${one} ${operator} ${other})`;
}

/** The milliseconds of CEL's duration; `undefined` for what is none, or is finer than them. */
function millisecondsOf(value: unknown): number | undefined {
  const duration = value as { seconds?: unknown; nanos?: unknown };
  if (typeof duration?.seconds !== 'bigint' || typeof duration.nanos !== 'number') {
    return undefined;
  }
  const { seconds, nanos } = duration as { seconds: bigint; nanos: number };
  return nanos % 1_000_000 === 0 ? Number(seconds) * 1000 + nanos / 1_000_000 : undefined;
}

import type { ExpressionNode } from '@countersign/policy';
import { CannotWrite } from './SqlRefusal';
import type { SqlScope } from './SqlScope';
import { FAILS, type ScalarKind, type SqlValue } from './SqlValue';

const TYPES = { bool: 'BOOLEAN', text: 'text', number: 'float8', time: 'timestamptz' } as const;

/** A value as truth; NULL for what is neither true nor false. */
export function asBool(value: SqlValue, node: ExpressionNode, scope: SqlScope): string {
  return asScalar(value, 'bool', node, scope);
}

/** A value as one of a kind; NULL, which is CEL's error, where it is of another. */
export function asScalar(
  value: SqlValue,
  kind: ScalarKind,
  node: ExpressionNode,
  scope: SqlScope,
): string {
  const absent = kind === 'bool' ? FAILS : `CAST(NULL AS ${TYPES[kind]})`;
  switch (value.kind) {
    case 'json':
      return jsonAs(value.sql, kind, scope) ?? absent;
    case 'constant':
      return kindOfConstant(value.value) === kind ? bindConstant(value.value, node, scope) : absent;
    default:
      return value.kind === kind ? (value as { sql: string }).sql : absent;
  }
}

/** A JSON value as one of a kind, NULL for any other; JSON has no instants. */
export function jsonAs(json: string, kind: ScalarKind, { dialect }: SqlScope): string | undefined {
  switch (kind) {
    case 'text':
      return `CASE WHEN ${dialect.jsonIs(json, 'string')} THEN ${dialect.jsonText(json)} END`;
    case 'number':
      return `CASE WHEN ${dialect.jsonIs(json, 'number')} THEN ${dialect.jsonNumber(json)} END`;
    case 'bool':
      return `CASE WHEN ${dialect.jsonIs(json, 'boolean')} THEN ${dialect.jsonBool(json)} END`;
    default:
      return undefined;
  }
}

/** The kind that a constant has; `undefined` for null, lists, maps and what else is no scalar. */
export function kindOfConstant(value: unknown): ScalarKind | undefined {
  switch (typeof value) {
    case 'boolean':
      return 'bool';
    case 'string':
      return 'text';
    case 'number':
    case 'bigint':
      return 'number';
    default:
      return value instanceof Date ? 'time' : undefined;
  }
}

/** A constant of some kind, bound. */
export function bindConstant(
  value: unknown,
  node: ExpressionNode,
  { parameters }: SqlScope,
): string {
  switch (typeof value) {
    case 'boolean':
      return value ? 'TRUE' : 'FALSE';
    case 'string':
      if (!isStorable(value)) {
        throw new CannotWrite('text', node);
      }
      return parameters.bind(value, 'text');
    case 'bigint':
      if (!Number.isSafeInteger(Number(value))) {
        throw new CannotWrite('number', node);
      }
      return parameters.bind(Number(value), 'float8');
    case 'number':
      // Neither database compares what is no number as CEL does.
      if (Number.isNaN(value)) {
        throw new CannotWrite('number', node);
      }
      return parameters.bind(value, 'float8');
    default:
      return parameters.bind((value as Date).toISOString(), 'timestamptz');
  }
}

/** Whether both databases hold a text as it is. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

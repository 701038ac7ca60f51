import { LEVELS } from '@countersign/model';
import type { CallNode, ExpressionNode } from '@countersign/policy';
import { asScalar } from './coerce';
import { portablePattern } from './portablePattern';
import { CannotWrite } from './SqlRefusal';
import type { SqlScope } from './SqlScope';
import type { SqlValue } from './SqlValue';
import { inWindow } from './windowSql';

/** A call of one of the functions that both databases can be held to. */
export function writeCall(node: CallNode, scope: SqlScope): SqlValue {
  const { name, target, values } = node;
  const [first, second] = values as [ExpressionNode, ExpressionNode];
  const { dialect } = scope;
  const text = (from: ExpressionNode) => asScalar(scope.write(from, scope), 'text', from, scope);
  const bool = (sql: string): SqlValue => ({ kind: 'bool', sql });
  switch (`${target ? '.' : ''}${name}/${values.length}`) {
    case '.size/0':
      return sizeOf(scope.write(target!, scope), node, scope);
    case 'size/1':
      return sizeOf(scope.write(first, scope), node, scope);
    case '.contains/1':
      return bool(dialect.contains(text(target!), text(first)));
    case '.startsWith/1':
      return bool(dialect.startsWith(text(target!), text(first)));
    case '.endsWith/1':
      return bool(dialect.endsWith(text(target!), text(first)));
    case '.matches/1':
      return bool(matches(text(target!), first, scope));
    case 'matches/2':
      return bool(matches(text(first), second, scope));
    case '.lowerAscii/0':
      return { kind: 'text', sql: `translate(${text(target!)}, '${UPPER}', '${LOWER}')` };
    case '.upperAscii/0':
      return { kind: 'text', sql: `translate(${text(target!)}, '${LOWER}', '${UPPER}')` };
    case 'atLeast/2':
      return bool(`(${rankOf(text(first))} >= ${rankOf(text(second))})`);
    case 'inWindow/1':
      return bool(inWindow(literalOf(first), scope));
    default:
      return readClock(node, scope);
  }
}

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LOWER = UPPER.toLowerCase();

function sizeOf(value: SqlValue, node: ExpressionNode, scope: SqlScope): SqlValue {
  const { dialect } = scope;
  switch (value.kind) {
    case 'texts':
      return { kind: 'number', sql: dialect.listSize(value.sql) };
    case 'text':
      return { kind: 'number', sql: dialect.size(value.sql) };
    case 'json': {
      const { sql } = value;
      return {
        kind: 'number',
        sql:
          `CASE WHEN ${dialect.jsonIs(sql, 'string')} THEN ${dialect.size(dialect.jsonText(sql))} ` +
          `WHEN ${dialect.jsonIs(sql, 'array')} THEN ${dialect.jsonListSize(sql)} ` +
          `WHEN ${dialect.jsonIs(sql, 'object')} THEN ${dialect.jsonObjectSize(sql)} END`,
      };
    }
    default:
      throw new CannotWrite('types', node);
  }
}

function matches(text: string, pattern: ExpressionNode, scope: SqlScope): string {
  const portable = portablePattern(literalOf(pattern), scope.dialect.name);
  if (portable === undefined) {
    throw new CannotWrite('pattern', pattern);
  }
  return scope.dialect.matches(text, scope.parameters.bind(portable, 'text'));
}

/** The checks let only a text in quotes through. */
function literalOf(node: ExpressionNode): string {
  return String((node as { value?: unknown }).value);
}

/** The place of a level; NULL, an error, for a text that is none. */
function rankOf(level: string): string {
  const ranks = LEVELS.map((name, rank) => `WHEN '${name}' THEN ${rank}`);
  return `CASE ${level} ${ranks.join(' ')} END`;
}

/** What is read of the local time, counted as CEL counts it. */
const CLOCK: Readonly<Record<string, (local: string) => string>> = {
  getFullYear: local => `EXTRACT(YEAR FROM ${local})`,
  getMonth: local => `(EXTRACT(MONTH FROM ${local}) - 1)`,
  getDate: local => `EXTRACT(DAY FROM ${local})`,
  getDayOfMonth: local => `(EXTRACT(DAY FROM ${local}) - 1)`,
  getDayOfWeek: local => `EXTRACT(DOW FROM ${local})`,
  getDayOfYear: local => `(EXTRACT(DOY FROM ${local}) - 1)`,
  getHours: local => `EXTRACT(HOUR FROM ${local})`,
  getMinutes: local => `EXTRACT(MINUTE FROM ${local})`,
  getSeconds: local => `FLOOR(EXTRACT(SECOND FROM ${local}))`,
};

function readClock(node: CallNode, scope: SqlScope): SqlValue {
  const { name, target, values } = node;
  const read = target && Object.hasOwn(CLOCK, name) ? CLOCK[name] : undefined;
  if (!read) {
    throw new CannotWrite('function', node);
  }
  const [zone] = values;
  const isNow = target!.kind === 'name' && target.name === 'now' && !scope.bound.has('now');
  if (!isNow || (zone && (zone.kind !== 'literal' || !isZone(zone.value)))) {
    throw new CannotWrite('zone', node);
  }
  const local = scope.facts.localTime(zone ? String((zone as { value: unknown }).value) : 'UTC');
  return { kind: 'number', sql: `CAST(${read(local)} AS float8)` };
}

/** Whether our own table has a zone of this name. Fixed offsets are no names. */
function isZone(name: unknown): boolean {
  if (typeof name !== 'string' || !/^[A-Za-z]/.test(name)) {
    return false;
  }
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

import { CelFault } from '@countersign/policy';
import type { TypedExpression } from '../mapping/Mapping';

/** An expression that failed on a row; becomes the row's fault. */
export class MemberFault extends Error {}

/**
 * The value of an expression, where an empty text, an empty list and null mean that the member is
 * absent: most files have no other way to say so.
 *
 * @throws MemberFault with the member and the reason.
 */
export function evaluateMember(member: TypedExpression, values: object): unknown {
  const value = member.expression.evaluate(values);
  if (value instanceof CelFault) {
    throw new MemberFault(`${member.path}: ${value.message}`);
  }
  return value === null || value === '' || (Array.isArray(value) && value.length === 0)
    ? undefined
    : value;
}

/** @throws MemberFault where there is something that is no text. */
export function textOf(member: TypedExpression | undefined, values: object): string | undefined {
  const value = member && evaluateMember(member, values);
  if (value !== undefined && typeof value !== 'string') {
    throw new MemberFault(`${member!.path}: a text was expected`);
  }
  return value;
}

/** @throws MemberFault where there is something that is no list of texts. */
export function textsOf(member: TypedExpression | undefined, values: object): string[] | undefined {
  const value = member && evaluateMember(member, values);
  if (value === undefined) {
    return undefined;
  }
  const list: unknown[] = Array.isArray(value) ? value : [value];
  if (!list.every(item => typeof item === 'string')) {
    throw new MemberFault(`${member!.path}: texts were expected`);
  }
  return list;
}

/** @throws MemberFault where there is something that is no number. */
export function numberOf(member: TypedExpression | undefined, values: object): number | undefined {
  const value = member && evaluateMember(member, values);
  if (value === undefined) {
    return undefined;
  }
  if (typeof value !== 'bigint' && typeof value !== 'number') {
    throw new MemberFault(`${member!.path}: a number was expected`);
  }
  return Number(value);
}

/** RFC 3339 in UTC. @throws MemberFault where there is something that is no instant. */
export function instantOf(member: TypedExpression | undefined, values: object): string | undefined {
  const value = member && evaluateMember(member, values);
  if (value === undefined) {
    return undefined;
  }
  if (!(value instanceof Date) || Number.isNaN(value.getTime())) {
    throw new MemberFault(`${member!.path}: an instant was expected`);
  }
  return value.toISOString();
}

/** @throws MemberFault when it is neither true nor false. */
export function holds(member: TypedExpression | undefined, values: object): boolean {
  const value = member ? evaluateMember(member, values) : true;
  if (typeof value !== 'boolean') {
    throw new MemberFault(`${member!.path}: true or false was expected`);
  }
  return value;
}

import type { JsonObject, JsonValue } from './JsonValue';

/**
 * The one byte form of a JSON value, after RFC 8785 (JSON Canonicalization Scheme): members sorted
 * by UTF-16 code units, numbers as ECMAScript prints them, no white space.
 *
 * Members whose value is `undefined` are left out, as `JSON.stringify` does.
 *
 * @throws TypeError for what JSON cannot carry: NaN, infinities, lone surrogates, functions.
 */
export function canonicalJson(value: JsonValue): string {
  if (value === null || typeof value === 'boolean') {
    return String(value);
  }
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) {
      throw new TypeError(`${value} has no JSON form`);
    }
    return JSON.stringify(value);
  }
  if (typeof value === 'string') {
    return canonicalString(value);
  }
  if (Array.isArray(value)) {
    return `[${value.map(canonicalJson).join(',')}]`;
  }
  if (typeof value === 'object') {
    const members: string[] = [];
    // The default sort compares UTF-16 code units, which is the order RFC 8785 section 3.2.3 asks for.
    for (const name of Object.keys(value).sort()) {
      const member = (value as JsonObject)[name];
      if (member !== undefined) {
        members.push(`${canonicalString(name)}:${canonicalJson(member)}`);
      }
    }
    return `{${members.join(',')}}`;
  }
  throw new TypeError(`A ${typeof value} has no JSON form`);
}

function canonicalString(text: string): string {
  if (!text.isWellFormed()) {
    throw new TypeError('A string with a lone surrogate has no canonical form (RFC 8785, 3.2.2.2)');
  }
  return JSON.stringify(text);
}

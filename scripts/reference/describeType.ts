import { code, codes } from './markdown';

/** The parts of a JSON Schema that our generated ones use. */
export interface Json {
  $ref?: string;
  type?: string;
  title?: string;
  description?: string;
  default?: unknown;
  const?: unknown;
  enum?: string[];
  format?: string;
  pattern?: string;
  patternErrorMessage?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  required?: string[];
  properties?: Record<string, Json | boolean>;
  propertyNames?: Json;
  additionalProperties?: Json | boolean;
  items?: Json;
  anyOf?: Json[];
  allOf?: { if?: unknown; then?: Json }[];
  definitions?: Record<string, Json>;
}

/**
 * What a value may be, in Markdown; definitions are linked to their sections.
 *
 * @param section - The section that has the mapping's members, for one that stands in place.
 */
export function describeType(schema: Json, section?: string): string {
  if (schema.$ref) {
    const name = schema.$ref.replace('#/definitions/', '');
    return `[${name}](#${name.toLowerCase()})`;
  }
  if (schema.allOf) {
    return schema.allOf.map(({ then }) => describeType(then!, section)).join(' or ');
  }
  if (schema.anyOf) {
    return [...new Set(schema.anyOf.map(each => describeType(each, section)))].join(' or ');
  }
  if (schema.const !== undefined) {
    return code(String(schema.const));
  }
  if (schema.enum) {
    return codes(schema.enum);
  }
  switch (schema.type) {
    case 'array': {
      const size = bounds(schema.minItems, schema.maxItems).replace('at least 1', 'one or more');
      return `list of ${describeType(schema.items ?? {}, section)}${size && `; ${size}`}`;
    }
    case 'object':
      if (typeof schema.additionalProperties === 'object' && !schema.properties) {
        const names = schema.propertyNames?.$ref || schema.propertyNames?.enum;
        const key = names ? describeType(schema.propertyNames!) : 'any name';
        return `mapping of ${key} to ${describeType(schema.additionalProperties, section)}`;
      }
      return section ? `[mapping](#${anchor(section)})` : 'mapping';
    case 'integer':
    case 'number': {
      const range = bounds(schema.minimum, schema.maximum);
      return `${schema.type === 'integer' ? 'whole number' : 'number'}${range && `, ${range}`}`;
    }
    case 'boolean':
      return '`true` or `false`';
    case 'null':
      return '`null`';
    case 'string': {
      if (schema.format === 'date') {
        return 'date such as `2027-01-31`';
      }
      if (schema.patternErrorMessage) {
        return schema.patternErrorMessage.replace(/^must be /, '');
      }
      const length = bounds(schema.minLength, schema.maxLength);
      return `text${length && `, ${length} characters`}`;
    }
    default:
      return 'anything';
  }
}

function bounds(least = 0, most = Number.MAX_SAFE_INTEGER): string {
  if (most >= Number.MAX_SAFE_INTEGER) {
    return least > 0 ? `at least ${least}` : '';
  }
  return least > 0 ? `${least} to ${most}` : `at most ${most}`;
}

/** The anchor that GitHub gives a heading. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-');
}

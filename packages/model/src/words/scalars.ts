import { z } from 'zod';
import type { JsonObject } from '../json/JsonValue';
import { ENTITY_REF_PATTERN, formatEntityRef, parseEntityRef } from './entityRef';

/** A full entity reference, `kind:namespace/name`, in lower case. */
export const entityRefSchema = z
  .string()
  .max(200)
  .refine(
    text => {
      const ref = parseEntityRef(text);
      return ref !== undefined && formatEntityRef(ref) === text;
    },
    { error: 'must be a full entity reference in lower case, such as group:default/payments' },
  )
  .meta({
    description: 'A full entity reference in lower case, such as group:default/payments.',
    pattern: ENTITY_REF_PATTERN,
  });

/** An instant: RFC 3339 in UTC, as `Date.prototype.toISOString` prints it. */
export const instantSchema = z.iso
  .datetime({ offset: false })
  .describe('An instant in UTC, such as 2026-11-16T12:00:00.000Z.');

/** `sha256:` and 64 hexadecimal digits. */
export const digestSchema = z
  .templateLiteral(['sha256:', z.string().regex(/^[0-9a-f]{64}$/)])
  .describe('sha256: and 64 hexadecimal digits.');

/** Parameters of any shape; their depth and size are bounded where they are read. */
export const jsonObjectSchema = z.record(z.string(), z.json()) as z.ZodType<JsonObject>;

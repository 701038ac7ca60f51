import {
  approverSelectorSchema,
  conditionSchema,
  durationSchema,
  entityRefSchema,
  lastDaySchema,
  policyDocumentSchema,
  policyNameSchema,
} from '@countersign/model';
import type { z } from 'zod';
import type { Path } from './PolicyText';
import { choicesOf, schemasAt, shapesOf, type SchemaShape } from './schemaShapes';

/** What kind of value a schema wants; `names` is a mapping whose names the author chooses. */
export type SchemaKind = 'members' | 'names' | 'list' | 'text' | 'number' | 'truth' | 'any';

/** What a text is written in, beyond being a text. */
export type SchemaForm = 'condition' | 'duration' | 'name' | 'entity' | 'approver' | 'day';

/** What a schema knows of a value. */
export interface SchemaValue {
  /** More than one where several shapes are possible; none where nothing can stand. */
  readonly kinds: readonly SchemaKind[];
  readonly form?: SchemaForm;
  /** The only values it takes, where it is a choice. */
  readonly values?: readonly string[];
  /** What it means, in the schema's words. */
  readonly description?: string;
  /** What holds where it is left out. */
  readonly fallback?: unknown;
}

/**
 * What the schema knows of the value at a path of a document.
 *
 * @param layer - The document's `spec.layer`, when it is known; only policies have one.
 * @param schema - The document's schema; a policy's unless it says otherwise.
 */
export function schemaValue(
  path: Path,
  layer?: string,
  schema: z.ZodType = policyDocumentSchema,
): SchemaValue {
  return valueOf(schemasAt(schema, path, layer), layer);
}

/** What several schemas know together of a value that may have any of them. */
export function valueOf(schemas: readonly SchemaShape[], layer: string | undefined): SchemaValue {
  const shapes = schemas.flatMap(schema => shapesOf(schema, layer));
  const values = [...new Set(shapes.flatMap(choicesOf))];
  const wrappers = schemas.flatMap(wrappersOf);
  const description = wrappers.map(each => each.description).find(text => text !== undefined);
  const form = shapes.map(formOf).find(found => found !== undefined);
  const fallback = wrappers.find(each => each._zod.def.type === 'default');
  return {
    kinds: [...new Set(shapes.map(({ _zod: { def } }) => KINDS[def.type] ?? 'any'))],
    ...(form !== undefined && { form }),
    ...(values.length > 0 && { values }),
    ...(description !== undefined && { description }),
    ...(fallback && { fallback: fallback._zod.def.defaultValue }),
  };
}

/** Whether a member may be left out: it is optional, or something else holds then. */
export function mayBeLeftOut(schema: SchemaShape): boolean {
  return wrappersOf(schema).some(({ _zod: { def } }) =>
    ['optional', 'default', 'prefault'].includes(def.type),
  );
}

/** A schema, and what it wraps. */
function wrappersOf(schema: SchemaShape): SchemaShape[] {
  const { innerType } = schema._zod.def;
  return [schema, ...(innerType ? wrappersOf(innerType) : [])];
}

/** A described or bounded copy of a schema keeps the one it was made of as its parent. */
function formOf(schema: SchemaShape): SchemaForm | undefined {
  for (let each: SchemaShape | undefined = schema; each; each = each._zod.parent) {
    const form = FORMS.get(each);
    if (form) {
      return form;
    }
  }
  return undefined;
}

const FORMS: ReadonlyMap<unknown, SchemaForm> = new Map<unknown, SchemaForm>([
  [conditionSchema, 'condition'],
  [durationSchema, 'duration'],
  [policyNameSchema, 'name'],
  [entityRefSchema, 'entity'],
  [approverSelectorSchema, 'approver'],
  [lastDaySchema, 'day'],
]);

const KINDS: Readonly<Record<string, SchemaKind>> = {
  object: 'members',
  record: 'names',
  array: 'list',
  string: 'text',
  template_literal: 'text',
  enum: 'text',
  literal: 'text',
  number: 'number',
  int: 'number',
  boolean: 'truth',
};

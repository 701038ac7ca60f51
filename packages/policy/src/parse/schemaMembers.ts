import { policyDocumentSchema } from '@countersign/model';
import type { z } from 'zod';
import type { Path } from './PolicyText';
import { choicesOf, schemasAt, shapesOf } from './schemaShapes';
import { mayBeLeftOut, valueOf, type SchemaValue } from './schemaValue';

/** What the schema knows of one member. */
export interface SchemaMember extends SchemaValue {
  readonly name: string;
  readonly required: boolean;
}

/**
 * The members that may stand at a path of a document, for "did you mean" and completion. Where
 * several shapes are possible, as in scope policies and guardrails, `layer` decides, and without it
 * all count.
 *
 * @param layer - The document's `spec.layer`, when it is known; only policies have one.
 * @param schema - The document's schema; a policy's unless it says otherwise.
 * @param present - Names that stand there already: of several shapes those count that have them all,
 *   if there is one.
 */
export function schemaMembers(
  path: Path,
  layer?: string,
  schema: z.ZodType = policyDocumentSchema,
  present: readonly string[] = [],
): SchemaMember[] {
  const possible = schemasAt(schema, path, layer).flatMap(each => shapesOf(each, layer));
  const fitting = possible.filter(({ _zod: { def } }) =>
    present.every(name => Object.hasOwn(def.shape ?? {}, name)),
  );
  const members = new Map<string, SchemaMember>();
  for (const { _zod } of fitting.length > 0 ? fitting : possible) {
    const { shape, keyType, valueType } = _zod.def;
    for (const [name, member] of Object.entries(shape ?? {})) {
      members.set(name, {
        name,
        required: !mayBeLeftOut(member),
        ...valueOf([member], layer),
      });
    }
    // A mapping whose names are a choice, such as the demands by level.
    for (const name of keyType ? choicesOf(keyType) : []) {
      members.set(name, { name, required: false, ...valueOf([valueType!], layer) });
    }
  }
  return [...members.values()];
}

/** Ties the reading above to the schema's type, so that a change of library is noticed here. */
export type PolicyDocumentInput = z.input<typeof policyDocumentSchema>;

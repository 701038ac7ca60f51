import { z } from 'zod';
import type * as model from '../src';

type Meta = Record<string, unknown>;

/**
 * A registry in which every schema that the model exports has an id, so that it becomes a
 * definition under the name that people know it by: `ruleSchema` is `Rule`. What stands in the
 * global registry, descriptions above all, stays as it is.
 *
 * @param root - The schema of the whole document; it needs no name in itself.
 */
export function nameSchemas(exported: typeof model, root: z.ZodType): z.core.$ZodRegistry<Meta> {
  const ids = new Map<unknown, string>();
  for (const [name, value] of Object.entries(exported)) {
    if (name.endsWith('Schema') && value !== root) {
      ids.set(unwrap(value), name.charAt(0).toUpperCase() + name.slice(1, -'Schema'.length));
    }
  }
  const [guardrail, scope] = exported.policyDocumentSchema.shape.spec.options;
  ids.set(guardrail, 'Guardrail').set(scope, 'Scope');
  const { valueType } = (exported.jsonObjectSchema as unknown as z.ZodRecord)._zod.def;
  ids.set(unwrap(valueType), 'JsonValue');

  const registry = z.registry<Meta>();
  registry.get = schema => {
    const meta = z.globalRegistry.get(schema as unknown as z.ZodType) as Meta | undefined;
    const id = meta?.id ?? ids.get(schema);
    return (id === undefined ? meta : { ...meta, id }) as never;
  };
  registry.has = schema => registry.get(schema) !== undefined;
  return registry;
}

/** What a lazy schema stands for; any other schema is itself. */
function unwrap(schema: unknown): unknown {
  return schema instanceof z.ZodLazy ? schema._zod.innerType : schema;
}

import type { z } from 'zod';

type Json = z.core.JSONSchema.BaseSchema;

/**
 * Rewrites a discriminated union as conditions, one for each value of the discriminator. It accepts
 * the same documents as `oneOf` does; but an editor then reports what is wrong with the shape that
 * the author chose, and not that no shape fits.
 */
export function asConditions(schema: z.core.$ZodTypes, json: Json): void {
  const { def } = schema._zod;
  const shapes = json.oneOf;
  if (def.type !== 'union' || !('discriminator' in def) || !shapes) {
    return;
  }
  const member = String(def.discriminator);
  const options = def.options as readonly z.core.$ZodObject[];
  const values = options.map(option => {
    const [value] = (option._zod.def.shape[member] as z.core.$ZodLiteral<string>)._zod.def.values;
    return value!;
  });
  delete json.oneOf;
  json.type = 'object';
  json.properties = {
    [member]: {
      type: 'string',
      enum: values,
      description: options
        .map(option => (option._zod.def.shape[member] as z.ZodType).description)
        .join(' '),
    },
  };
  json.required = [member];
  json.allOf = shapes.map((shape, index) => ({
    if: { properties: { [member]: { const: values[index]! } }, required: [member] },
    then: shape,
  }));
}

import { z } from 'zod';
import * as model from '../src';
import { asConditions } from './asConditions';
import { nameSchemas } from './nameSchemas';

/** The JSON Schemas that are published, by the name of their file. */
export const PUBLISHED = {
  policy: {
    schema: model.policyDocumentSchema,
    title: 'Countersign policy',
    description: 'A *.policy.yaml document.',
  },
  'policy-test': {
    schema: model.policyTestDocumentSchema,
    title: 'Countersign policy test',
    description: 'A *.policy.test.yaml document.',
  },
  proposal: {
    schema: model.proposalSchema,
    title: 'Countersign proposal',
    description: 'The question that an agent asks.',
  },
  recording: {
    schema: model.recordingSchema,
    title: 'Countersign recording',
    description:
      'A past action with what was known of it and what came of it: one line of a JSON Lines file.',
  },
} as const satisfies Record<string, { schema: z.ZodType; title: string; description: string }>;

export type PublishedName = keyof typeof PUBLISHED;
type JsonSchema = z.core.JSONSchema.JSONSchema;

/**
 * The JSON Schema of one kind of document, made from the zod schema.
 *
 * It is written in draft 7: the language servers that editors use for YAML and JSON read that one
 * whole, and later drafts in part. Its `$id` is a name, not an address; nothing is fetched.
 */
export function jsonSchema(name: PublishedName): JsonSchema {
  const { schema, title, description } = PUBLISHED[name];
  const made = z.toJSONSchema(schema, {
    io: 'input',
    target: 'draft-07',
    metadata: nameSchemas(model, schema),
    override: ({ zodSchema, jsonSchema: json }) => {
      describePattern(zodSchema, json);
      asConditions(zodSchema, json);
    },
  });
  const { $schema, definitions, ...rest } = withoutAliases(JSON.stringify(made, inline));
  const byName = Object.entries(definitions ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    $schema,
    $id: `urn:countersign:schema:v1:${name}`,
    title,
    description,
    ...rest,
    definitions: Object.fromEntries(byName),
  };
}

/** Editors show our own words for a pattern in place of the pattern: `patternErrorMessage`. */
function describePattern(schema: z.core.$ZodTypes, json: z.core.JSONSchema.BaseSchema): void {
  const messages = (schema._zod.def.checks ?? []).map(check => {
    const { def } = check._zod as { def: z.core.$ZodCheckDef & { format?: string } };
    const isOfPattern = def.format === 'regex' || def.check === 'custom';
    return isOfPattern ? def.error?.({} as never) : undefined;
  });
  const message = messages.find(found => typeof found === 'string');
  if (json.pattern !== undefined && message !== undefined) {
    json.patternErrorMessage = message;
  }
}

/** Where zod cuts a circle it leaves a definition that only names another one; it is left out. */
function withoutAliases(text: string): JsonSchema {
  const made = JSON.parse(text) as JsonSchema;
  const definitions = (made.definitions ?? {}) as Record<string, JsonSchema>;
  const alias = Object.keys(definitions).find(
    name => name.startsWith('__') && definitions[name]!.$ref !== undefined,
  );
  if (alias === undefined) {
    return made;
  }
  const target = JSON.stringify(definitions[alias]!.$ref);
  delete definitions[alias];
  return withoutAliases(JSON.stringify(made).replaceAll(`"#/definitions/${alias}"`, target));
}

/**
 * Writes `allOf` with one reference as the reference alone. By the letter of draft 7 what stands
 * beside a reference is not read; that is a description or a default, which decide nothing. Editors
 * do read it, and otherwise show the description of the definition in the place of the member's.
 */
function inline(_key: string, value: unknown): unknown {
  const { allOf, ...beside } = (value ?? {}) as JsonSchema;
  const [only, ...others] = allOf ?? [];
  return typeof only === 'object' && only.$ref && others.length === 0
    ? { ...beside, $ref: only.$ref }
    : value;
}

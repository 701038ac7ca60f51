import { z } from 'zod';
import {
  API_VERSION,
  durationSchema,
  entityRefSchema,
  instantSchema,
  policyNameSchema,
} from '@countersign/model';

/** A CEL expression over `row`, the names under `let`, and in recordings `history`. */
const expression = z.string().min(1).max(4096);
const identifier = z
  .string()
  .max(60)
  .regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/, { error: 'must be a name such as hoursInStaging' });
const expressions = z.record(identifier, expression);

/** A member, or members in members, joined by dots. */
const memberPath = z.string().min(1).max(200);

/** A column that a table must have. Just a name means: text, required, found under that name. */
const columnSchema = z.union([
  identifier,
  z.strictObject({
    name: identifier,
    /** Where it stands, when that differs from the name: a heading, or `metadata.name` in YAML and JSON. */
    at: memberPath.optional(),
    /** A list of texts; YAML and JSON only. Absent, it is empty. */
    list: z.boolean().default(false),
    /** Absent, it is an empty text; its absence is otherwise a fault. */
    optional: z.boolean().default(false),
  }),
]);

/** A file and the columns that expressions may read from it. */
export const tableSchema = z.strictObject({
  file: z.string().min(1).max(500),
  /**
   * `json` and `yaml` read a list of items, or one item from each document of a stream. `json` is
   * streamed, `yaml` read whole.
   */
  format: z.enum(['csv', 'jsonl', 'json', 'yaml']),
  /** Where the list of items stands in a file of `json`, such as Records; the whole file, if unsaid. */
  items: memberPath.optional(),
  /** A row for each member of a list in an item; columns read the member as `as`, such as sync.id. */
  each: z.strictObject({ list: memberPath, as: identifier }).optional(),
  /** A file that need not be there; then the table has no rows. */
  optional: z.boolean().default(false),
  columns: z.array(columnSchema).min(1).max(500),
});
export type TableDocument = z.infer<typeof tableSchema>;

const rows = {
  /** Name of the table. */
  from: identifier,
  /** Rows for which this is false are passed over. */
  when: expression.optional(),
  /** Names for what several expressions need, in order: each may use those before it. */
  let: expressions.default({}),
};

/** How a catalog and its dependencies become a topology. */
const topologySchema = z.strictObject({
  /** When the catalog was as its tables say; the time of the import, if unsaid. */
  takenAt: instantSchema.optional(),
  entities: z
    .array(
      z.strictObject({
        ...rows,
        ref: expression,
        title: expression.optional(),
        owner: expression.optional(),
        system: expression.optional(),
        domain: expression.optional(),
        tier: expression.optional(),
        lifecycle: expression.optional(),
        tags: expression.optional(),
      }),
    )
    .default([]),
  /** `from` is the table here and as everywhere; the edge runs from `dependent` to `dependency`. */
  edges: z
    .array(z.strictObject({ ...rows, dependent: expression, dependency: expression }))
    .default([]),
  groups: z
    .array(z.strictObject({ ...rows, ref: expression, parent: expression.optional() }))
    .default([]),
  /** Other spellings of an entity: a text, or a list of them. */
  aliases: z.array(z.strictObject({ ...rows, name: expression, ref: expression })).default([]),
});

/**
 * Rows of a table, by a key: what is said of a row elsewhere, such as the later status of a deployment.
 * Expressions read the columns of the row that was found, and `found`.
 */
export const joinSchema = z.strictObject({
  from: identifier,
  /** Rows of the joined table that count. */
  when: expression.optional(),
  /** The key of a row of the joined table. */
  key: expression,
  /** The key that a recording's row looks for. */
  equals: expression,
  /** Which of several rows with one key: by `order`, else as they stand in the file. */
  keep: z.enum(['first', 'last']).default('last'),
  order: expression.optional(),
});

const historyCommon = {
  /** Rows that are remembered. */
  when: expression,
  /** What is remembered apart; without it, everything together. */
  by: expression.optional(),
};

/**
 * What the rows before this one say, as one would have known it then. Exactly one of `count`,
 * `distinct` and `last`.
 */
export const historySchema = z.union([
  z.strictObject({ ...historyCommon, within: durationSchema, count: z.literal(true) }),
  z.strictObject({ ...historyCommon, within: durationSchema, distinct: expression }),
  z.strictObject({ ...historyCommon, last: expression }),
]);
export type HistoryDocument = z.infer<typeof historySchema>;

/** How a row becomes a recording. */
const recordingsSchema = z.strictObject({
  ...rows,
  /** When it was decided; rows must stand in its order where there is a history. */
  at: expression,
  joins: z.record(identifier, joinSchema).default({}),
  history: z.record(identifier, historySchema).default({}),
  id: expression,
  subject: z.strictObject({ type: expression.default("'agent'"), id: expression }),
  action: z.strictObject({ name: expression, properties: expressions.default({}) }),
  resource: z.strictObject({ type: expression, id: expression }),
  context: z
    .strictObject({
      rationale: expression.optional(),
      /** What the rollback plan says, and when it was last carried out. */
      rollbackPlan: expression.optional(),
      rollbackTestedAt: expression.optional(),
      executor: expression.optional(),
      onBehalfOf: expression.optional(),
      incidents: expression.optional(),
    })
    .default({}),
  decided: z.strictObject({ decision: expression, level: expression }).optional(),
  reviews: z
    .array(
      z.strictObject({
        when: expression.optional(),
        by: expression,
        vote: expression,
        minutes: expression,
      }),
    )
    .max(20)
    .default([]),
  executedAt: expression.optional(),
  /** An empty status means that nobody knows what came of it. */
  outcome: z
    .strictObject({ status: expression, at: expression, detail: expression.optional() })
    .optional(),
});

/** A mapping file: how somebody else's records become recordings. */
export const mappingDocumentSchema = z.strictObject({
  apiVersion: z.literal(API_VERSION),
  kind: z.literal('RecordingMapping'),
  metadata: z.strictObject({
    name: policyNameSchema,
    description: z.string().min(1).max(4000).optional(),
    owner: entityRefSchema,
  }),
  spec: z.strictObject({
    /** Groups and users who may see recordings made through this mapping; the owner, if unsaid. */
    visibleTo: z.array(entityRefSchema).min(1).max(50).optional(),
    tables: z.record(identifier, tableSchema),
    topology: topologySchema.prefault({}),
    recordings: recordingsSchema,
  }),
});
export type MappingDocument = z.infer<typeof mappingDocumentSchema>;

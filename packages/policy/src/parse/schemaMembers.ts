import { policyDocumentSchema } from '@countersign/model';
import type { z } from 'zod';
import type { Path } from './PolicyText';

/** What kind of value the schema wants; `names` is a mapping whose names the author chooses. */
export type SchemaKind = 'members' | 'names' | 'list' | 'text' | 'number' | 'truth' | 'any';

/** What the schema knows of a value. */
export interface SchemaValue {
  /** More than one where several shapes are possible. */
  readonly kinds: readonly SchemaKind[];
  /** The only values it takes, where it is a choice. */
  readonly values?: readonly string[];
  /** What it means, in the schema's words. */
  readonly description?: string;
  /** What holds where it is left out. */
  readonly fallback?: unknown;
}

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
 */
export function schemaMembers(
  path: Path,
  layer?: string,
  schema: z.ZodType = policyDocumentSchema,
): SchemaMember[] {
  let schemas: Def[] = [schema as unknown as Def];
  for (const step of path) {
    schemas = schemas.flatMap(each => shapes(each, layer)).flatMap(shape => below(shape, step));
  }
  const members = new Map<string, SchemaMember>();
  for (const shape of schemas.flatMap(each => shapes(each, layer))) {
    const { shape: own } = shape._zod.def;
    for (const [name, member] of Object.entries(own ?? {})) {
      const values = shapes(member, layer).flatMap(choices);
      members.set(name, {
        name,
        required: member._zod.optin !== 'optional',
        ...(values.length > 0 && { values }),
      });
    }
  }
  return [...members.values()];
}

/** The parts of zod's published definition objects (`zod/v4/core`) that are read here. */
interface Def {
  description?: string;
  _zod: {
    optin?: string;
    def: {
      type: string;
      shape?: Record<string, Def>;
      element?: Def;
      valueType?: Def;
      innerType?: Def;
      defaultValue?: unknown;
      options?: Def[];
      getter?: () => Def;
      entries?: Record<string, string>;
      values?: unknown[];
    };
  };
}

/** Strips what does not change the shape, and takes unions apart. */
function shapes(schema: Def, layer: string | undefined): Def[] {
  const { def } = schema._zod;
  switch (def.type) {
    case 'optional':
    case 'default':
    case 'nullable':
      return shapes(def.innerType!, layer);
    case 'lazy':
      return shapes(def.getter!(), layer);
    case 'union':
      return def
        .options!.flatMap(option => shapes(option, layer))
        .filter(option => {
          const own = option._zod.def.shape?.layer;
          return !own || layer === undefined || choices(own).includes(layer);
        });
    default:
      return [schema];
  }
}

function below(shape: Def, step: PropertyKey): Def[] {
  const { def } = shape._zod;
  const next =
    def.type === 'object'
      ? def.shape![String(step)]
      : def.type === 'array'
        ? def.element
        : def.valueType;
  return next ? [next] : [];
}

function choices(schema: Def): string[] {
  const { def } = schema._zod;
  if (def.type === 'enum') {
    return Object.values(def.entries ?? {});
  }
  return def.type === 'literal' ? (def.values ?? []).map(String) : [];
}

/** Ties the reading above to the schema's type, so that a change of library is noticed here. */
export type PolicyDocumentInput = z.input<typeof policyDocumentSchema>;

import type { z } from 'zod';
import type { Path } from './PolicyText';

/** The parts of zod's published definition objects (`zod/v4/core`) that are read here. */
export interface SchemaShape {
  readonly description?: string;
  readonly _zod: {
    readonly parent?: SchemaShape;
    readonly def: {
      readonly type: string;
      readonly shape?: Readonly<Record<string, SchemaShape>>;
      readonly element?: SchemaShape;
      readonly keyType?: SchemaShape;
      readonly valueType?: SchemaShape;
      readonly innerType?: SchemaShape;
      readonly defaultValue?: unknown;
      readonly options?: readonly SchemaShape[];
      readonly getter?: () => SchemaShape;
      readonly entries?: Readonly<Record<string, string>>;
      readonly values?: readonly unknown[];
    };
  };
}

/**
 * The schemas that a value at a path may have, as they are written: with what makes them optional
 * or gives them a default.
 */
export function schemasAt(
  schema: z.ZodType,
  path: Path,
  layer: string | undefined,
): readonly SchemaShape[] {
  let schemas = [schema as unknown as SchemaShape];
  for (const step of path) {
    schemas = schemas.flatMap(each => shapesOf(each, layer)).flatMap(shape => below(shape, step));
  }
  return schemas;
}

/** Strips what does not change the shape, and takes unions apart. */
export function shapesOf(schema: SchemaShape, layer: string | undefined): SchemaShape[] {
  const { def } = schema._zod;
  switch (def.type) {
    case 'optional':
    case 'default':
    case 'nullable':
      return shapesOf(def.innerType!, layer);
    case 'lazy':
      return shapesOf(def.getter!(), layer);
    case 'union':
      return def
        .options!.flatMap(option => shapesOf(option, layer))
        .filter(option => {
          const own = option._zod.def.shape?.layer;
          return !own || layer === undefined || choicesOf(own).includes(layer);
        });
    default:
      return [schema];
  }
}

/** The only values that a schema takes, where it is a choice. */
export function choicesOf({ _zod: { def } }: SchemaShape): string[] {
  if (def.type === 'enum') {
    return Object.values(def.entries ?? {});
  }
  return def.type === 'literal' ? (def.values ?? []).map(String) : [];
}

function below({ _zod: { def } }: SchemaShape, step: PropertyKey): SchemaShape[] {
  const next =
    def.type === 'object'
      ? own(def.shape!, String(step))
      : def.type === 'array'
        ? def.element
        : def.valueType;
  return next ? [next] : [];
}

/** A name such as `constructor` is no member of a shape. */
function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

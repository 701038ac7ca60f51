import { policyDocumentSchema } from '@countersign/model';
import type { SchemaShape } from './schemaShapes';

/** Names of every member of a policy that holds members or a list: `spec`, `rules`, `require` … */
export function structureNames(): ReadonlySet<string> {
  const names = new Set<string>();
  const known = new Map<SchemaShape, boolean>();
  const holds = (schema: SchemaShape): boolean => {
    const before = known.get(schema);
    if (before !== undefined) {
      return before;
    }
    const { def } = schema._zod;
    const isStructure = ['object', 'record', 'array'].includes(def.type);
    // A shape that holds itself is asked for while it is being read.
    known.set(schema, true);
    for (const [name, member] of Object.entries(def.shape ?? {})) {
      if (holds(member)) {
        names.add(name);
      }
    }
    const inner = [
      def.element,
      def.valueType,
      def.innerType,
      def.type === 'lazy' ? def.getter!() : undefined,
      ...(def.options ?? []),
    ];
    const answer =
      inner.map(each => each !== undefined && holds(each)).some(Boolean) || isStructure;
    known.set(schema, answer);
    return answer;
  };
  holds(policyDocumentSchema as unknown as SchemaShape);
  return names;
}

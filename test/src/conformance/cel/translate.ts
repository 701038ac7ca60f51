import {
  type Decl,
  type Type,
  Type_PrimitiveType as Primitive,
  Type_WellKnownType as WellKnown,
} from '@bufbuild/cel-spec/cel/expr/checked_pb.js';
import type { Value } from '@bufbuild/cel-spec/cel/expr/value_pb.js';
import { anyUnpack } from '@bufbuild/protobuf/wkt';
import { DurationSchema, TimestampSchema } from '@bufbuild/protobuf/wkt';
import { celUint, durationNanos, durationOf, typeOfValue } from '@countersign/policy';

/** What has no counterpart in the profile, since it takes protobuf's messages. */
export class NeedsProtobuf extends Error {}

/** A value of the suite as our evaluator takes it. */
export function toOurs({ kind }: Value): unknown {
  switch (kind.case) {
    case 'nullValue':
      return null;
    case 'uint64Value':
      return celUint(kind.value);
    case 'listValue':
      return kind.value.values.map(toOurs);
    case 'mapValue':
      return new Map(kind.value.entries.map(({ key, value }) => [toOurs(key!), toOurs(value!)]));
    case 'objectValue': {
      const timestamp = anyUnpack(kind.value, TimestampSchema);
      if (timestamp) {
        return new Date(Number(timestamp.seconds) * 1_000 + timestamp.nanos / 1_000_000);
      }
      const duration = anyUnpack(kind.value, DurationSchema);
      if (duration) {
        return durationOf(duration.seconds * 1_000_000_000n + BigInt(duration.nanos));
      }
      throw new NeedsProtobuf(kind.value.typeUrl);
    }
    case 'boolValue':
    case 'int64Value':
    case 'doubleValue':
    case 'stringValue':
    case 'bytesValue':
      return kind.value;
    default:
      throw new NeedsProtobuf(String(kind.case));
  }
}

/** An expected value as a text that tells types apart and knows no order of a map's entries. */
export function printExpected(value: Value): string {
  return value.kind.case === 'typeValue' ? `type(${value.kind.value})` : printOurs(toOurs(value));
}

/** A value of our evaluator as such a text. */
export function printOurs(value: unknown): string {
  const type = typeOfValue(value);
  switch (type) {
    case 'list':
      return `[${[...(value as unknown[])].map(printOurs).join(', ')}]`;
    case 'map': {
      const entries = value instanceof Map ? [...value] : Object.entries(value as object);
      return `{${entries
        .map(pair => pair.map(printOurs).join(': '))
        .sort()
        .join(', ')}}`;
    }
    case 'string':
      return JSON.stringify(value);
    case 'bytes':
      return `bytes(${[...(value as Uint8Array)].join(' ')})`;
    case 'double':
      return `double(${Object.is(value, -0) ? '-0' : String(value)})`;
    case 'timestamp':
      return `timestamp(${(value as Date).toISOString()})`;
    case 'duration':
      return `duration(${durationNanos(value)}ns)`;
    case 'type': {
      const { name } = value as { name: string };
      return `type(${name === 'null' ? 'null_type' : name})`;
    }
    default:
      return `${type}(${String(value)})`;
  }
}

/** The type of a declared variable. */
export function typeOfDeclaration({ name, declKind }: Decl): string {
  if (declKind.case !== 'ident') {
    throw new TypeError(`${name} is no variable`);
  }
  return typeName(declKind.value.type!);
}

const PRIMITIVES: Readonly<Partial<Record<Primitive, string>>> = {
  [Primitive.BOOL]: 'bool',
  [Primitive.INT64]: 'int',
  [Primitive.UINT64]: 'uint',
  [Primitive.DOUBLE]: 'double',
  [Primitive.STRING]: 'string',
  [Primitive.BYTES]: 'bytes',
};

/** CEL's name for a type of the suite. */
export function typeName({ typeKind }: Type): string {
  switch (typeKind.case) {
    case 'dyn':
    case 'typeParam':
      return 'dyn';
    case 'null':
      return 'null';
    case 'type':
      return 'type';
    case 'primitive':
      return PRIMITIVES[typeKind.value]!;
    case 'listType':
      return `list<${typeName(typeKind.value.elemType!)}>`;
    case 'mapType':
      return `map<${typeName(typeKind.value.keyType!)}, ${typeName(typeKind.value.valueType!)}>`;
    case 'wellKnown':
      if (typeKind.value === WellKnown.TIMESTAMP) {
        return 'timestamp';
      }
      if (typeKind.value === WellKnown.DURATION) {
        return 'google.protobuf.Duration';
      }
      throw new NeedsProtobuf('google.protobuf.Any');
    case 'messageType':
      if (typeKind.value === 'google.protobuf.Timestamp') {
        return 'timestamp';
      }
      if (typeKind.value === 'google.protobuf.Duration') {
        return typeKind.value;
      }
      throw new NeedsProtobuf(typeKind.value);
    default:
      throw new NeedsProtobuf(String(typeKind.case));
  }
}

import {
  celEnv,
  CelScalar,
  celUint as peerUint,
  isCelError,
  isCelList,
  isCelMap,
  isCelType,
  isCelUint,
  listType,
  mapType,
  objectType,
  parse,
  plan,
} from '@bufbuild/cel';
import { create } from '@bufbuild/protobuf';
import { DurationSchema, TimestampSchema, timestampFromDate } from '@bufbuild/protobuf/wkt';
import {
  CelFault,
  celUint,
  createCelEnvironment,
  durationOf,
  toCel,
  type CelDeclaration,
  type CelEnvironment,
} from '@countersign/policy';
import { printOurs } from '../translate';

/** What both implementations make of an expression: the value as a text, or `undefined` for an error. */
export interface Answers {
  readonly ours: string | undefined;
  readonly peer: string | undefined;
  /** Why ours gives no value. */
  readonly fault?: CelFault;
  /** What ours says without direct evaluation, where that is not the same: never. */
  readonly indirect?: string;
}

const AT = new Date('2026-10-25T00:30:00.250Z');
const { BOOL, DOUBLE, DYN, INT, STRING, UINT } = CelScalar;

const VARIABLES: Readonly<Record<string, CelDeclaration>> = {
  i: { type: 'int' },
  big: { type: 'int' },
  u: { type: 'uint' },
  d: { type: 'double' },
  s: { type: 'string' },
  face: { type: 'string' },
  b: { type: 'bool' },
  t: { type: 'timestamp' },
  du: { type: 'google.protobuf.Duration' },
  li: { type: 'list<int>' },
  ls: { type: 'list<string>' },
  m: { type: 'map<string, int>' },
  any: { type: 'dyn' },
};
const ours = createCelEnvironment(VARIABLES);
const library = createCelEnvironment(VARIABLES, [], { direct: false });
const peer = celEnv({
  variables: {
    i: INT,
    big: INT,
    u: UINT,
    d: DOUBLE,
    s: STRING,
    face: STRING,
    b: BOOL,
    t: objectType(TimestampSchema),
    du: objectType(DurationSchema),
    li: listType(INT),
    ls: listType(STRING),
    m: mapType(STRING, INT),
    any: DYN,
  },
});

const SHARED = {
  i: 3n,
  big: 9223372036854775807n,
  d: 2.5,
  s: 'abc',
  face: '😀 smile',
  b: true,
  li: [1n, 2n, 9223372036854775807n],
  ls: ['a', '😀', ''],
};
const OURS = {
  ...SHARED,
  u: celUint(5n),
  t: AT,
  du: durationOf(90_500_000_000n),
  m: toCel({ one: 1, two: 2 }),
  any: toCel({ n: 5, s: 'text', b: false, z: null, deep: { x: [1, 'two'] } }),
};
const PEER = {
  ...SHARED,
  u: peerUint(5n),
  t: timestampFromDate(AT),
  du: create(DurationSchema, { seconds: 90n, nanos: 500_000_000 }),
  m: { one: 1n, two: 2n },
  any: { n: 5n, s: 'text', b: false, z: null, deep: { x: [1n, 'two'] } },
};

export function bothAnswers(source: string): Answers {
  const value = valueIn(ours, source);
  const answer = described(value);
  const indirect = described(valueIn(library, source));
  return {
    ...(value instanceof CelFault ? { ours: undefined, fault: value } : { ours: answer }),
    ...(indirect !== answer && { indirect }),
    peer: peerAnswer(source),
  };
}

function valueIn(environment: CelEnvironment, source: string): unknown {
  const expression = environment.compile(source);
  return expression.faults[0] ?? expression.evaluate(OURS);
}

/** A value, or a fault with its place. */
function described(value: unknown): string {
  return value instanceof CelFault
    ? `${value.kind} ${value.start}-${value.end}: ${value.message}`
    : printOurs(value);
}

function peerAnswer(source: string): string | undefined {
  try {
    const value: unknown = plan(peer, parse(source))(PEER as never);
    return isCelError(value) ? undefined : printOurs(fromPeer(value));
  } catch {
    return undefined;
  }
}

/** A value of the peer as ours has it. */
function fromPeer(value: unknown): unknown {
  if (isCelUint(value)) {
    return celUint(value.value);
  }
  if (isCelList(value)) {
    return [...value].map(fromPeer);
  }
  if (isCelMap(value)) {
    return new Map([...value].map(([key, member]) => [fromPeer(key), fromPeer(member)]));
  }
  if (isCelType(value)) {
    return { name: value.name, [Symbol.toStringTag]: 'Type<>' };
  }
  const message = (
    value as { message?: { $typeName: string; seconds: bigint; nanos: number } } | null
  )?.message;
  if (message?.$typeName === 'google.protobuf.Timestamp') {
    return new Date(Number(message.seconds) * 1_000 + message.nanos / 1_000_000);
  }
  if (message?.$typeName === 'google.protobuf.Duration') {
    return durationOf(message.seconds * 1_000_000_000n + BigInt(message.nanos));
  }
  return value;
}

/** A change that spoils a good document: the member at `path` gets `value`, or is taken away. */
export interface Spoiled {
  readonly title: string;
  readonly path: readonly (string | number)[];
  /** `undefined` takes the member away. */
  readonly value: unknown;
}

const spoil = (title: string, path: Spoiled['path'], value?: unknown): Spoiled => ({
  title,
  path,
  value,
});

const RULE = ['spec', 'rules', 0];
const REQUIRE = [...RULE, 'require'];

/** What no policy may be. Each is applied to the scope policy beside it. */
export const BAD_SCOPES: readonly Spoiled[] = [
  spoil('another version of the language', ['apiVersion'], 'countersign.dev/v2'),
  spoil('another kind', ['kind'], 'Polity'),
  spoil('no name', ['metadata', 'name']),
  spoil('a name with a space', ['metadata', 'name'], 'our policy'),
  spoil('an owner that is no reference', ['metadata', 'owner'], 'payments'),
  spoil('an owner in capitals', ['metadata', 'owner'], 'group:default/Payments'),
  spoil('a review by a day that does not exist', ['metadata', 'reviewBy'], '2027-02-30'),
  spoil('a member that is not known', ['metadata', 'labels'], {}),
  spoil('no layer', ['spec', 'layer']),
  spoil('a layer that is not known', ['spec', 'layer'], 'team'),
  spoil('nothing that it covers', ['spec', 'covers'], []),
  spoil('coverage by owner and system at once', ['spec', 'covers', 0], {
    owner: 'group:default/payments',
    system: 'system:default/shop',
  }),
  spoil('a matrix in a scope policy', ['spec', 'impact'], {}),
  spoil('roles in a scope policy', ['spec', 'roles'], {}),
  spoil('a mode that is not known', ['spec', 'mode'], 'off'),
  spoil('no rules', ['spec', 'rules'], []),
  spoil('a rule without a reason', [...RULE, 'reason']),
  spoil('a decision that is not known', [...RULE, 'decision'], 'permit'),
  spoil('an empty condition', [...RULE, 'when'], ''),
  spoil('a condition that is no text', [...RULE, 'when'], true),
  spoil('approval by nobody', REQUIRE),
  spoil('approvers of an allowed action', [...RULE, 'decision'], 'allow'),
  spoil('approvers out of nothing', [...REQUIRE, 'approvers'], { count: 1 }),
  spoil('approvers out of a function that is not known', [...REQUIRE, 'approvers'], {
    from: 'managers(resource)',
  }),
  spoil('no approvers', [...REQUIRE, 'approvers'], { from: 'owners(resource)', count: 0 }),
  spoil('all of nothing', [...REQUIRE, 'approvers'], { all: [] }),
  spoil('all and any at once', [...REQUIRE, 'approvers'], {
    all: [{ from: 'owners(resource)' }],
    any: [{ from: 'owners(resource)' }],
  }),
  spoil('a deadline without a unit', [...REQUIRE, 'deadline'], '4'),
  spoil('a deadline in weeks', [...REQUIRE, 'deadline'], '1w'),
  spoil('a separation that is not known', [...REQUIRE, 'separation'], ['everyone']),
  spoil('an assurance that is not known', [...REQUIRE, 'assurance'], 'password'),
  spoil('an escalation without steps', [...REQUIRE, 'escalation'], { end: 'deny' }),
  spoil('an escalation that ends in approval', [...REQUIRE, 'escalation', 'end'], 'approve'),
  spoil('a window at a time that is none', ['spec', 'windows', 'day', 'from'], '25:00'),
  spoil('a window on a day that is none', ['spec', 'windows', 'day', 'days'], ['someday']),
  spoil('a window with a name in capitals', ['spec', 'windows', 'Day'], {}),
  spoil('a hold with a window and times', ['spec', 'holds', 0, 'window'], 'day'),
  spoil('a hold without an end', ['spec', 'holds', 0, 'to']),
  spoil('required fields that are none', ['spec', 'requiredFields', 0, 'fields'], ['mood']),
  spoil('a standing approval without a rate', ['spec', 'standing', 0, 'rate']),
  spoil('a standing approval without an end', ['spec', 'standing', 0, 'until']),
  spoil('an exception from nothing', ['spec', 'exceptions', 0, 'from'], []),
  spoil('an exception without an owner', ['spec', 'exceptions', 0, 'owner']),
];

/** The same for the guardrail. */
export const BAD_GUARDRAILS: readonly Spoiled[] = [
  spoil('coverage in a guardrail', ['spec', 'covers'], [{ owner: 'group:default/payments' }]),
  spoil('a matrix without a row', ['spec', 'impact', 'matrix', 'irreversible']),
  spoil('a row without a cell', ['spec', 'impact', 'matrix', 'irreversible', 'wide']),
  spoil('a level that is not known', ['spec', 'impact', 'matrix', 'irreversible', 'wide'], 'huge'),
  spoil('a band below nothing', ['spec', 'impact', 'bands', 'local'], -1),
  spoil('a raise to and by', ['spec', 'impact', 'raises', 0, 'to'], 'high'),
  spoil('a raise neither to nor by', ['spec', 'impact', 'raises', 0, 'by']),
  spoil('a role of nobody', ['spec', 'roles', 'incident-commander'], []),
  spoil('demands of a level that is not known', ['spec', 'levels', 'huge'], {}),
  spoil('a fallback that allows', ['spec', 'fallback', 'uncovered'], 'allow'),
  spoil('a fallback that asks nobody', ['spec', 'fallback', 'require']),
  spoil('break-glass that pages nobody', ['spec', 'breakGlass', 'page'], []),
];

/** The same for tests of policies. */
export const BAD_TESTS: readonly Spoiled[] = [
  spoil('another kind', ['kind'], 'Policy'),
  spoil('no cases', ['spec', 'cases'], []),
  spoil('a case without a name', ['spec', 'cases', 0, 'name']),
  spoil('a case that expects nothing', ['spec', 'cases', 0, 'expect'], {}),
  spoil('an expectation that is not known', ['spec', 'cases', 0, 'expect', 'mood'], 'good'),
  spoil('a moment without a zone', ['spec', 'at'], '2026-11-16T12:00:00'),
  spoil('a level of impact where factors belong', ['spec', 'cases', 0, 'given', 'impact'], 'high'),
];

/** The same for proposals. */
export const BAD_PROPOSALS: readonly Spoiled[] = [
  spoil('no subject', ['subject']),
  spoil('an action without a name', ['action'], {}),
  spoil('a context that is not known', ['context', 'mood'], 'good'),
  spoil('a person that is no reference', ['context', 'onBehalfOf'], 'anna'),
  spoil('a claim that is not known', ['context', 'claims'], { level: 'low' }),
];

/** The same for recordings. */
export const BAD_RECORDINGS: readonly Spoiled[] = [
  spoil('no id', ['id']),
  spoil('a moment with an offset', ['at'], '2026-11-16T12:00:00+01:00'),
  spoil('a tier that is none', ['resource', 'tier'], 4),
  spoil('a confidence above one', ['factors', 'confidence'], 1.5),
  spoil('an outcome that is none', ['outcome'], { status: 'fine', at: '2026-11-16T12:00:00Z' }),
  spoil('a digest that is none', ['packetDigest'], 'sha256:1'),
];

/** A copy of a document with the change made. */
export function spoiled(document: object, { path, value }: Spoiled): object {
  const copy = structuredClone(document);
  let holder = copy as Record<string | number, unknown>;
  for (const step of path.slice(0, -1)) {
    holder = holder[step] as typeof holder;
  }
  const last = path.at(-1)!;
  if (value === undefined) {
    delete holder[last];
  } else {
    holder[last] = value;
  }
  return copy;
}

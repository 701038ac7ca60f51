import type { Answers } from './bothAnswers';

/** Why ours may refuse what the peer accepts. Nothing else is allowed. */
const REASONS: readonly (readonly [reason: string, kind: string, message: RegExp])[] = [
  ['types are checked before there are values; the peer runs what has no type', 'type', /./],
  ['loops nest two deep at most', 'profile', /^Loops over lists nest/],
  ['comparisons of one rank need brackets', 'profile', /^CEL reads comparisons from the left/],
  [
    'the text is no number; the peer reads what JavaScript does',
    'evaluation',
    /is no (?:whole )?number\.$/,
  ],
  ['timestamps are kept in milliseconds', 'evaluation', /^Timestamps are kept in milliseconds/],
  ['a day that no month has', 'evaluation', /is no timestamp such as/],
  ['has asks for members of maps and objects only', 'evaluation', /^has does not apply to/],
  ['keys that are equal numbers are one key', 'evaluation', /^The same key stands twice/],
  ['a map has no double as key', 'evaluation', /^A map has no keys of type double/],
  ['what is no finite number has no text', 'evaluation', /^-?(?:NaN|Infinity) has no text/],
  [
    'a remainder needs a quotient of 64 bits',
    'evaluation',
    /^integer overflow: 9223372036854775808/,
  ],
];

/** The reason that allows ours to refuse where the peer has a value; `undefined` where none does. */
export function refusalReason({ ours, peer, fault }: Answers): string | undefined {
  return ours === undefined && peer !== undefined
    ? REASONS.find(([, kind, message]) => fault!.kind === kind && message.test(fault!.message))?.[0]
    : undefined;
}

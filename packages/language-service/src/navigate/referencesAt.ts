import type { Path } from '@countersign/policy';
import type { NamedKind } from '../document/namesIn';

/** Members that name something of the same policy, and what they may name. */
const REFERENCES: readonly (readonly [
  holder: string,
  member: string,
  kinds: readonly NamedKind[],
])[] = [
  ['exceptions', 'from', ['rule', 'hold', 'required']],
  ['controls', 'rules', ['rule']],
  ['holds', 'window', ['window']],
];

/** Kinds of things that the text at a path names; none for what names nothing. */
export function referencesAt(path: Path): readonly NamedKind[] {
  const [, holder, index, member] = path;
  return typeof index === 'number'
    ? (REFERENCES.find(each => each[0] === holder && each[1] === member)?.[2] ?? [])
    : [];
}

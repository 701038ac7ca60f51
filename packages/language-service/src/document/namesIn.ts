import type { Span } from '@countersign/diagnostics';
import type { LooseDocument, LooseEntry, LooseNode, Path } from '@countersign/policy';
import { nodeAt, textOf } from './looseValues';

/** What a policy gives names to. */
export type NamedKind =
  'window' | 'raise' | 'rule' | 'hold' | 'required' | 'standing' | 'exception' | 'role' | 'control';

/** Something with a name in a policy. */
export interface Named {
  readonly kind: NamedKind;
  readonly name: string;
  /** The name itself; empty at the head of what has none. */
  readonly nameSpan: Span;
  /** All of it. */
  readonly span: Span;
  readonly path: Path;
  readonly node: LooseNode;
}

/** What is named in a policy, in the order of the text. */
export interface PolicyNames {
  readonly policy: string | undefined;
  readonly policySpan: Span | undefined;
  readonly layer: string | undefined;
  readonly named: readonly Named[];
  readonly of: (...kinds: readonly NamedKind[]) => readonly Named[];
}

/** Lists whose items have a name among their members, and mappings whose names are the names. */
const LISTS: readonly (readonly [NamedKind, Path, string])[] = [
  ['control', ['metadata', 'controls'], 'id'],
  ['raise', ['spec', 'impact', 'raises'], 'name'],
  ['hold', ['spec', 'holds'], 'name'],
  ['required', ['spec', 'requiredFields'], 'name'],
  ['standing', ['spec', 'standing'], 'name'],
  ['exception', ['spec', 'exceptions'], 'name'],
  ['rule', ['spec', 'rules'], 'name'],
];
const MAPPINGS: readonly (readonly [NamedKind, Path])[] = [
  ['window', ['spec', 'windows']],
  ['role', ['spec', 'roles']],
];

/** Finds everything that has a name, in a text of any state. */
export function namesIn({ text, root }: LooseDocument): PolicyNames {
  const policy = nodeAt(root, ['metadata', 'name']);
  const named = [
    ...MAPPINGS.flatMap(([kind, path]) => mapped(kind, path, nodeAt(root, path))),
    ...LISTS.flatMap(([kind, path, name]) => listed(kind, path, nodeAt(root, path), name, text)),
  ].sort((a, b) => a.span.start - b.span.start);
  return {
    policy: textOf(text, policy),
    policySpan: policy?.kind === 'scalar' ? policy.span : undefined,
    layer: textOf(text, nodeAt(root, ['spec', 'layer'])),
    named,
    of: (...kinds) => named.filter(each => kinds.includes(each.kind)),
  };
}

function mapped(kind: NamedKind, path: Path, node: LooseNode | undefined): Named[] {
  return node?.kind === 'map'
    ? node.entries.map(entry => ({
        kind,
        name: entry.key ?? '',
        nameSpan: entry.keySpan,
        span: { start: entry.keySpan.start, end: endOf(entry) },
        path: [...path, entry.key ?? ''],
        node: entry.value,
      }))
    : [];
}

function listed(
  kind: NamedKind,
  path: Path,
  node: LooseNode | undefined,
  member: string,
  text: string,
): Named[] {
  return node?.kind === 'list'
    ? node.entries.map((entry, index) => {
        const name = nodeAt(entry.value, [member]);
        const { start } = entry.keySpan;
        return {
          kind,
          name: textOf(text, name) ?? '',
          nameSpan: name?.kind === 'scalar' ? name.span : { start, end: start },
          span: { start, end: endOf(entry) },
          path: [...path, index],
          node: entry.value,
        };
      })
    : [];
}

function endOf({ keySpan, value }: LooseEntry): number {
  return Math.max(keySpan.end, value.kind === 'empty' ? 0 : value.span.end);
}

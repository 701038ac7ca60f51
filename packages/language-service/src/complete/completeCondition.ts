import {
  policyFunctions,
  type CelDeclaration,
  type CelFunction,
  type Window,
} from '@countersign/policy';
import { CompletionItemKind, type CompletionList } from 'vscode-languageserver-types';
import { BUILT_IN_FUNCTIONS, methodsOf } from '../condition/builtInFunctions';
import type { ConditionAt } from '../condition/conditionAt';
import { conditionTokens, insideOf, type ConditionToken } from '../condition/conditionTokens';
import { chainEndingAt, loopVariables, resolveName } from '../condition/resolveName';
import { valuesExpectedAt } from '../condition/valuesExpectedAt';
import type { LanguageContext } from '../context/LanguageContext';
import type { PolicyDocumentView } from '../document/PolicyDocumentView';
import { escapeMarkdown } from '../text/escapeMarkdown';
import { Proposals, type Proposal } from './Proposals';

/** What may be typed in a condition. */
export function completeCondition(
  view: PolicyDocumentView,
  { scalar, source, offset, cursor, variables }: ConditionAt,
  context: LanguageContext,
): CompletionList {
  const tokens = conditionTokens(source);
  // The token that the cursor is in or right behind; a sign is never completed.
  const touched = tokens.findIndex(({ start, end }) => start < offset && offset <= end);
  const token = tokens[touched];
  const isText = token?.kind === 'text' && offset >= insideOf(token, source);
  if (
    token?.kind === 'comment' ||
    token?.kind === 'number' ||
    (token?.closed && isEndOf(token, offset))
  ) {
    return { isIncomplete: false, items: [] };
  }
  const isWord = token?.kind === 'word';
  const from = isText ? insideOf(token, source) : isWord ? token.start : offset;
  const to = isText ? from + token.text.length : isWord ? token.end : offset;
  const at = (inner: number) => (inner === offset ? cursor : scalar.toDocument(inner, inner).start);
  const proposals = new Proposals(
    view.rangeOf({ start: Math.min(at(from), cursor), end: Math.max(at(to), cursor) }),
    source.slice(from, offset),
  );
  const before = isText || isWord ? touched : countBefore(tokens, offset);
  const windows = view.names.of('window').map(({ name }) => name);
  const functions = functionsFor(windows);
  const expected = valuesExpectedAt(tokens, before, { variables, functions }, context.samples);

  const write = (each: Proposal): Proposal => ({
    ...each,
    insert: scalar.write(each.insert ?? each.label),
  });
  if (isText) {
    proposals.add(
      ...expected.map(({ value, detail }) =>
        write({ label: String(value), kind: CompletionItemKind.EnumMember, detail }),
      ),
    );
    return proposals.list();
  }
  if (tokens[before - 1]?.text === '.') {
    const chain = chainEndingAt(tokens, before - 2);
    const name = resolveName(chain, variables, loopVariables(tokens, before));
    proposals.add(...membersOf(name, chain, context).map(write));
    return proposals.list();
  }
  proposals.add(
    ...expected.map(({ value, detail }) =>
      write({
        label: typeof value === 'string' ? quoted(value) : String(value),
        filter: String(value),
        kind: CompletionItemKind.EnumMember,
        detail,
      }),
    ),
    ...Array.from(loopVariables(tokens, before).keys(), label => ({
      label,
      kind: CompletionItemKind.Variable,
    })),
    ...Object.entries(variables).map(([label, declaration]) => declared(label, declaration)),
    ...functions.map(ownFunction),
    ...BUILT_IN_FUNCTIONS.filter(({ of }) => !of).map(({ name, signature, description }) => ({
      label: name,
      kind: CompletionItemKind.Function,
      insert: `${name}(`,
      detail: signature,
      documentation: escapeMarkdown(description),
    })),
    ...['true', 'false'].map(label => ({ label, kind: CompletionItemKind.Keyword })),
  );
  return proposals.list();
}

/** The functions of ours, with the windows that this text has. */
export function functionsFor(windows: readonly string[]): readonly CelFunction[] {
  const closed: Window = { contains: () => false };
  return policyFunctions(new Map(windows.map(name => [name, closed])));
}

function membersOf(
  name: ReturnType<typeof resolveName>,
  chain: readonly string[],
  { samples }: LanguageContext,
): Proposal[] {
  const type = name?.isItem ? 'string' : name?.declaration?.type;
  if (typeof type === 'object') {
    return Object.entries(type.members).map(([label, member]) => declared(label, member));
  }
  if (type?.startsWith('map')) {
    const prefix = `${chain.join('.')}.`;
    return Object.keys(samples ?? {})
      .filter(path => path.startsWith(prefix) && /^[A-Za-z_]\w*$/.test(path.slice(prefix.length)))
      .map(path => ({
        label: path.slice(prefix.length),
        kind: CompletionItemKind.Field,
        detail: (samples?.[path] ?? []).slice(0, 3).join(', '),
      }));
  }
  return methodsOf(type ?? '').map(({ name: label, signature, description }) => ({
    label,
    kind: CompletionItemKind.Method,
    insert: signature.endsWith('()') ? `${label}()` : `${label}(`,
    detail: signature,
    documentation: escapeMarkdown(description),
  }));
}

function declared(label: string, { type, description, optional }: CelDeclaration): Proposal {
  const name = typeof type === 'string' ? type : type.name;
  return {
    label,
    kind: typeof type === 'string' ? CompletionItemKind.Field : CompletionItemKind.Class,
    detail: optional ? `${name}, may be absent` : name,
    ...(description !== undefined && { documentation: escapeMarkdown(description) }),
  };
}

function ownFunction({ name, parameters, result, description, literals }: CelFunction): Proposal {
  const shown = parameters.map((type, index) => literals?.[index]?.noun ?? type);
  return {
    label: name,
    kind: CompletionItemKind.Function,
    insert: `${name}(`,
    detail: `${name}(${shown.join(', ')}): ${result}`,
    documentation: escapeMarkdown(description),
  };
}

/** Behind the closing quote of a text nothing of it is typed any more. */
function isEndOf(token: ConditionToken, offset: number): boolean {
  return token.kind === 'text' && offset === token.end;
}

function countBefore(tokens: readonly ConditionToken[], offset: number): number {
  const next = tokens.findIndex(({ end }) => end > offset);
  return next < 0 ? tokens.length : next;
}

function quoted(value: string): string {
  return `'${value.replace(/[\\']/g, '\\$&')}'`;
}

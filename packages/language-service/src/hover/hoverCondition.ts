import type { Span } from '@countersign/diagnostics';
import type { CelDeclaration } from '@countersign/policy';
import { functionsFor } from '../complete/completeCondition';
import { BUILT_IN_FUNCTIONS } from '../condition/builtInFunctions';
import type { ConditionAt } from '../condition/conditionAt';
import { conditionTokens, type ConditionToken } from '../condition/conditionTokens';
import {
  chainEndingAt,
  loopVariables,
  resolveName,
  type ResolvedName,
} from '../condition/resolveName';
import type { LanguageContext } from '../context/LanguageContext';
import type { PolicyDocumentView } from '../document/PolicyDocumentView';
import { escapeMarkdown, markdownCode } from '../text/escapeMarkdown';
import { describeWindow } from './describeWindow';

/** Most sample values that are shown of a name. */
const SHOWN = 8;

/** What a name in a condition is, in Markdown, with its place in the document. */
export function hoverCondition(
  view: PolicyDocumentView,
  { scalar, source, offset, variables }: ConditionAt,
  context: LanguageContext,
): { text: string; span: Span } | undefined {
  const tokens = conditionTokens(source);
  const index = tokens.findIndex(
    ({ kind, start, end }) => start <= offset && offset <= end && kind !== 'sign',
  );
  const token = tokens[index];
  const text = token && describeToken(view, { tokens, index, variables }, context);
  return text === undefined
    ? undefined
    : { text, span: scalar.toDocument(token!.start, token!.end) };
}

interface TokenAt {
  readonly tokens: readonly ConditionToken[];
  readonly index: number;
  readonly variables: Readonly<Record<string, CelDeclaration>>;
}

function describeToken(
  view: PolicyDocumentView,
  { tokens, index, variables }: TokenAt,
  context: LanguageContext,
): string | undefined {
  const { kind, text } = tokens[index]!;
  if (kind === 'text') {
    const isWindow = tokens[index - 2]?.text === 'inWindow' && tokens[index - 1]?.text === '(';
    return isWindow ? describeWindow(view, text, context) : undefined;
  }
  if (kind !== 'word') {
    return undefined;
  }
  if (tokens[index + 1]?.text === '(') {
    return describeFunction(text, tokens[index - 1]?.text === '.');
  }
  const chain = chainEndingAt(tokens, index);
  const name = resolveName(chain, variables, loopVariables(tokens, index));
  return name && describeName(name, context);
}

function describeFunction(name: string, isMethod: boolean): string | undefined {
  const own = functionsFor([]).find(each => each.name === name);
  if (own && !isMethod) {
    const parameters = own.parameters.map((type, at) => own.literals?.[at]?.noun ?? type);
    const head = markdownCode(`${name}(${parameters.join(', ')}): ${own.result}`);
    return `${head}\n\n${escapeMarkdown(own.description)}`;
  }
  const builtIn = BUILT_IN_FUNCTIONS.find(
    each => each.name === name && (each.of !== undefined) === isMethod,
  );
  return builtIn && `${markdownCode(builtIn.signature)}\n\n${escapeMarkdown(builtIn.description)}`;
}

function describeName(
  { path, declaration, isItem }: ResolvedName,
  { samples }: LanguageContext,
): string | undefined {
  const values = Object.hasOwn(samples ?? {}, path) ? samples![path]! : [];
  if (!declaration && values.length === 0) {
    return undefined;
  }
  const type = declaration?.type ?? 'dyn';
  const shown = typeof type === 'string' ? type : type.name;
  const lines = [
    `${markdownCode(isItem ? `an item of ${path}` : path)} · ${markdownCode(shown)}${declaration?.optional ? ' · may be absent, ask `has(…)` first' : ''}`,
    declaration?.description === undefined ? '' : escapeMarkdown(declaration.description),
    declaration?.values ? `One of ${declaration.values.map(markdownCode).join(', ')}.` : '',
    values.length > 0
      ? `In recordings: ${values
          .slice(0, SHOWN)
          .map(value => markdownCode(String(value)))
          .join(', ')}${values.length > SHOWN ? ' …' : ''}`
      : '',
  ];
  return lines.filter(Boolean).join('\n\n');
}

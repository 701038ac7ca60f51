import {
  Composer,
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  Lexer,
  Parser,
  type CST,
  type ParsedNode,
} from 'yaml';
import type { Span } from '@countersign/diagnostics';
import { finding, type PolicyDiagnostic } from '../codes';
import { plainYamlMessage } from './plainYamlMessage';

/** The document's syntax with its spans, as far as it can be read. */
export interface YamlReading {
  readonly root: ParsedNode | undefined;
  readonly diagnostics: PolicyDiagnostic[];
}

/** Longest text in UTF-16 code units, and deepest nesting of lists and mappings. */
export const YAML_LIMITS = { length: 256 * 1024, depth: 40, diagnostics: 100 } as const;

/**
 * Reads YAML 1.2 (core schema) with its concrete syntax. Nothing in the text makes it throw or use
 * memory out of proportion: length and depth are bounded before anything is composed, and aliases,
 * which could multiply a small text, are not part of the policy language.
 *
 * @param noun - What messages call the document.
 */
export function readYaml(text: string, noun = 'policy'): YamlReading {
  if (text.length > YAML_LIMITS.length) {
    const size = `${Math.ceil(text.length / 1024)} KB`;
    const message = `The text has ${size}; a ${noun} has at most ${YAML_LIMITS.length / 1024} KB. Split it into several.`;
    return { root: undefined, diagnostics: [finding('too-large', { start: 0, end: 0 }, message)] };
  }
  const tokens = tokenize(text);
  if (typeof tokens === 'number') {
    const message = `Lists and mappings nest deeper than ${YAML_LIMITS.depth} levels here. No ${noun} needs that; check the brackets and the indentation.`;
    const span = { start: tokens, end: Math.min(tokens + 1, text.length) };
    return { root: undefined, diagnostics: [finding('too-deep', span, message)] };
  }
  return compose(text, tokens, noun);
}

/** The tokens of the text, or the offset at which it nests too deep. */
function tokenize(text: string): CST.Token[] | number {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) {
      tokens.push(token);
    }
    // The stack holds the document and every list and mapping that is open, a scalar on top.
    if (parser.stack.length > YAML_LIMITS.depth + 2) {
      return Math.min(parser.offset, text.length);
    }
  }
  tokens.push(...parser.end());
  return tokens;
}

function compose(text: string, tokens: CST.Token[], noun: string): YamlReading {
  const composer = new Composer({
    // Equal keys are found below: the library compares each key with each, in quadratic time.
    uniqueKeys: false,
    schema: 'core',
    prettyErrors: false,
    logLevel: 'silent',
  });
  const documents = [...composer.compose(tokens, true, text.length)];
  const document = documents[0]!;
  const diagnostics: PolicyDiagnostic[] = [];
  // A slip makes the library stumble several times on the same line; the first is the cause.
  const lines = new Set<number>();
  let line = { start: -1, end: -1 };
  for (const { code, message, pos } of document.errors) {
    const [start, end] = pos;
    // Looked for only on a line that was not just looked at: it may be the whole text.
    if (start <= line.start || start > line.end) {
      const next = text.indexOf('\n', start);
      line = { start: text.lastIndexOf('\n', start - 1), end: next < 0 ? text.length : next };
    }
    if (!lines.has(line.start)) {
      lines.add(line.start);
      diagnostics.push(finding('yaml-syntax', { start, end }, plainYamlMessage(code, message)));
    }
  }
  const second = documents[1];
  if (second) {
    const start = second.contents?.range?.[0] ?? second.range[0];
    diagnostics.push(
      finding(
        'several-documents',
        lineAt(text, start),
        `A second document begins here. A file holds one ${noun}; put the second into a file of its own.`,
      ),
    );
  }
  const root = document.contents as ParsedNode | null;
  if (!root || (isScalar(root) && root.value === null)) {
    diagnostics.push(
      finding('empty-document', lineAt(text, 0), `There is no ${noun} in this text.`),
    );
    return { root: undefined, diagnostics: bounded(diagnostics, text) };
  }
  inspect(root, diagnostics);
  return { root, diagnostics: bounded(diagnostics, text) };
}

/** Finds aliases, anchors, tags and equal keys; the composer has let them pass. */
function inspect(node: unknown, diagnostics: PolicyDiagnostic[]): void {
  if (isAlias(node)) {
    diagnostics.push(
      finding(
        'alias',
        spanOf(node as unknown as ParsedNode),
        'Aliases are not part of the policy language, so that every rule reads as it is. Write the value out.',
      ),
    );
    return;
  }
  if (isCollection(node) || isScalar(node)) {
    const { tag, anchor } = node as { tag?: string; anchor?: string; srcToken?: unknown };
    if (anchor !== undefined) {
      diagnostics.push(
        finding(
          'alias',
          spanOf(node as ParsedNode),
          `Anchors are not part of the policy language. Remove &${anchor}.`,
        ),
      );
    }
    if (tag !== undefined) {
      diagnostics.push(
        finding(
          'tag',
          spanOf(node as ParsedNode),
          `Tags are not part of the policy language. Remove ${tag}.`,
        ),
      );
    }
  }
  if (isMap(node)) {
    const seen = new Set<string>();
    for (const pair of node.items) {
      const key = isScalar(pair.key) ? String(pair.key.value) : undefined;
      if (key === undefined) {
        const at = (pair.key ?? pair.value ?? node) as ParsedNode;
        diagnostics.push(finding('yaml-syntax', spanOf(at), 'A key must be a plain word.'));
      } else if (seen.has(key)) {
        diagnostics.push(
          finding(
            'duplicate-key',
            spanOf(pair.key as ParsedNode),
            `"${key}" stands here a second time; only one of them can count. Remove one.`,
          ),
        );
      } else {
        seen.add(key);
      }
      inspect(pair.key, diagnostics);
      inspect(pair.value, diagnostics);
    }
  } else if (isSeq(node)) {
    node.items.forEach(item => inspect(isPair(item) ? item.value : item, diagnostics));
  }
}

/** The rest of a line, from an offset on. */
function lineAt(text: string, start: number): Span {
  const length = text.slice(start).search(/[\r\n]/);
  return { start, end: length < 0 ? text.length : start + length };
}

/** The place of a node's value in the text. */
export function spanOf(node: { range?: [number, number, number] | null } | null | undefined): Span {
  const [start, end] = node?.range ?? [0, 0];
  return { start, end: Math.max(start, end) };
}

function bounded(diagnostics: PolicyDiagnostic[], text: string): PolicyDiagnostic[] {
  return diagnostics.slice(0, YAML_LIMITS.diagnostics).map(diagnostic => {
    const start = Math.min(diagnostic.span.start, text.length);
    return {
      ...diagnostic,
      span: { start, end: Math.min(Math.max(diagnostic.span.end, start), text.length) },
    };
  });
}

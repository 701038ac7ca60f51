import { LineCounter, type Span } from '@countersign/diagnostics';
import { API_VERSION } from '@countersign/model';
import { readLoosely } from '@countersign/policy';
import { CodeActionKind, type CodeAction, type WorkspaceEdit } from 'vscode-languageserver-types';
import { conditionTokens } from '../condition/conditionTokens';
import { chainEndingAt } from '../condition/resolveName';
import type { LanguageContext } from '../context/LanguageContext';
import { nodeAt, textOf } from '../document/looseValues';
import type { Named } from '../document/namesIn';
import type { PolicyDocumentView } from '../document/PolicyDocumentView';
import { ruleUsesInTest } from '../navigate/ruleUsesInTest';
import { endOf, lineBreakOf, lineEnd } from './TextChange';
import { blockYaml, type PlainValue } from './writeYaml';

/**
 * For each rule on whose name the range is and that no case expects: an edit that adds a case for it,
 * to the test beside the policy or to a new one. Only where the caller says which tests there are.
 */
export function addMissingTests(
  view: PolicyDocumentView,
  { start, end }: Span,
  { tests, now }: LanguageContext,
): CodeAction[] {
  if (!tests || !/\.policy\.yaml$/.test(view.uri)) {
    return [];
  }
  const policy = view.names.policy;
  const named = tests.flatMap(({ text }) => ruleUsesInTest(readLoosely(text)));
  return view.names
    .of('rule')
    .filter(({ name, nameSpan }) => name !== '' && nameSpan.start <= end && start <= nameSpan.end)
    .filter(
      ({ name }) => !named.some(use => use.rule === name && (use.policy ?? policy) === policy),
    )
    .flatMap(rule => {
      const edit = testEdit(view, rule, tests, now);
      return edit
        ? [
            {
              title: `Add a test for rule ${rule.name}`,
              kind: CodeActionKind.RefactorRewrite,
              edit,
            },
          ]
        : [];
    });
}

function testEdit(
  view: PolicyDocumentView,
  rule: Named,
  tests: NonNullable<LanguageContext['tests']>,
  now: number | undefined,
): WorkspaceEdit | undefined {
  const uri = view.uri.replace(/\.policy\.yaml$/, '.policy.test.yaml');
  const existing = tests.find(test => test.uri === uri);
  const testCase = caseFor(view, rule);
  if (!existing) {
    return {
      documentChanges: [{ kind: 'create', uri }, insert(uri, 0, newTest(view, testCase, now))],
    };
  }
  const { root } = readLoosely(existing.text);
  const cases = nodeAt(root, ['spec', 'cases']);
  const last = cases?.entries.at(-1);
  if (cases?.kind !== 'list' || cases.flow || !last) {
    return undefined;
  }
  const at = lineEnd(existing.text, endOf(last));
  const pad = ' '.repeat(cases.indent);
  const lines = blockYaml([testCase], 0).split('\n').slice(1);
  const text = lines.map(line => `\n${pad}${line}`).join('');
  return {
    documentChanges: [
      insert(uri, at, text.replaceAll('\n', lineBreakOf(existing.text)), existing.text),
    ],
  };
}

function insert(uri: string, at: number, newText: string, text = '') {
  const { line, column } = new LineCounter(text).position(at);
  const position = { line, character: column };
  return {
    textDocument: { uri, version: null },
    edits: [{ range: { start: position, end: position }, newText }],
  };
}

function newTest(view: PolicyDocumentView, testCase: PlainValue, now: number | undefined): string {
  const at = new Date(now ?? Date.UTC(2027, 0, 4, 12));
  const document = {
    apiVersion: API_VERSION,
    kind: 'PolicyTest',
    metadata: { name: view.names.policy || 'policy' },
    spec: { at: `${at.toISOString().slice(0, 13)}:00:00Z`, cases: [testCase] },
  };
  return `${Object.entries(document)
    .map(([name, value]) => `${name}:${blockYaml(value, 2)}`)
    .join('\n')}\n`;
}

/** A case to begin with: what the condition compares with a literal is given, the rest is left out. */
function caseFor(view: PolicyDocumentView, { name, node }: Named): PlainValue {
  const when = textOf(view.text, nodeAt(node, ['when'])) ?? '';
  const decision = textOf(view.text, nodeAt(node, ['decision']));
  const given = givenBy(when);
  return {
    name: name.replaceAll('-', ' '),
    given: { action: 'service.restart', ...given },
    expect: {
      ...(decision !== undefined && { decision }),
      rule: view.names.policy ? `${view.names.policy}/${name}` : name,
    },
  };
}

/** Members of a case by what conditions call them. */
const GIVEN: Readonly<Record<string, readonly string[]>> = {
  'action.name': ['action'],
  'impact.actionType': ['action'],
  'impact.reversibility': ['impact', 'reversibility'],
  'impact.rollbackPlan': ['impact', 'rollbackPlan'],
  'resource.ref': ['resource', 'ref'],
  'resource.owner': ['resource', 'owner'],
  'resource.system': ['resource', 'system'],
  'resource.lifecycle': ['resource', 'lifecycle'],
};

function givenBy(condition: string): Record<string, PlainValue> {
  const tokens = conditionTokens(condition).filter(({ kind }) => kind !== 'comment');
  const given: Record<string, PlainValue> = {};
  tokens.forEach(({ text, kind }, index) => {
    const isList = text === 'in' && tokens[index + 1]?.text === '[';
    const literal = tokens[index + (isList ? 2 : 1)];
    const isAsked = isList || (kind === 'sign' && text === '==');
    const [part, member] = GIVEN[chainEndingAt(tokens, index - 1).join('.')] ?? [];
    if (isAsked && part && literal?.kind === 'text' && /^[\w.:/-]+$/.test(literal.text)) {
      const before = given[part];
      given[part] = member
        ? {
            ...(typeof before === 'object' && !Array.isArray(before) && before),
            [member]: literal.text,
          }
        : literal.text;
    }
  });
  return given;
}

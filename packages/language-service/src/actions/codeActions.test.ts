import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkPolicySet, parsePolicyTest, type PolicySetFinding } from '@countersign/policy';
import type { CodeAction, TextDocumentEdit } from 'vscode-languageserver-types';
import type { LanguageContext } from '../context/LanguageContext';
import { PolicyDocumentView } from '../document/PolicyDocumentView';
import { applyEdits, marked, SCOPE_HEAD } from '../testing/marked';
import { codeActions } from './codeActions';

const DATA = join(__dirname, '../../../policy/testdata');
/** The day of every test document. */
const NOW = new Date('2026-11-22T12:00:00Z');

interface TestCase {
  code: string;
  title: string;
  views: PolicyDocumentView[];
}

/** The policies of every test document of the language, by the code that they show. */
const CASES: TestCase[] = readdirSync(DATA)
  .filter(file => !file.startsWith('test-'))
  .flatMap(file =>
    readFileSync(join(DATA, file), 'utf8')
      .split(/^=== /m)
      .slice(1)
      .map(part => {
        const [head] = part.split(/^--- expected\n/m) as [string];
        const [title, ...lines] = head.split('\n') as [string, ...string[]];
        const files = lines.join('\n').split(/^%% /m);
        const views = (files.length === 1 ? [`test.policy.yaml\n${files[0]}`] : files.slice(1)).map(
          each => {
            const end = each.indexOf('\n');
            return new PolicyDocumentView(each.slice(end + 1), each.slice(0, end), { now: NOW });
          },
        );
        return { code: file.replace('.txt', ''), title, views };
      }),
  );

const whole = (view: PolicyDocumentView) => view.rangeOf({ start: 0, end: view.text.length });
const findingsOf = (views: readonly PolicyDocumentView[]): PolicySetFinding[] =>
  checkPolicySet(views.map(view => view.parsed));
const countOf = (views: readonly PolicyDocumentView[], view: PolicyDocumentView, code: unknown) =>
  view.parsed.diagnostics.filter(each => each.code === code).length +
  findingsOf(views).filter(each => each.uri === view.uri && each.diagnostic.code === code).length;

function edited(view: PolicyDocumentView, action: CodeAction): PolicyDocumentView {
  const [change] = action.edit!.documentChanges as TextDocumentEdit[];
  const text = applyEdits(view, change!.edits as never);
  return new PolicyDocumentView(text, view.uri, { now: NOW });
}

describe('codeActions', () => {
  it('each mends what it is for, in every test document of the language', () => {
    const mended = new Set<unknown>();
    for (const { title, views } of CASES) {
      const findings = findingsOf(views);
      for (const view of views) {
        for (const action of codeActions(view, whole(view), { findings })) {
          const code = action.diagnostics![0]!.code;
          const after = edited(view, action);
          const others = views.map(each => (each === view ? after : each));
          const label = `${title}: ${action.title}\n${after.text}`;
          mended.add(code);
          expect([label, countOf(others, after, code)]).toEqual([label, expect.any(Number)]);
          expect([label, countOf(others, after, code) < countOf(views, view, code)]).toEqual([
            label,
            true,
          ]);
          expect([label, countOf(others, after, 'yaml-syntax')]).toEqual([label, 0]);
        }
      }
    }
    expect([...mended].sort()).toMatchInlineSnapshot(`
     [
       "duplicate-control",
       "duplicate-coverage",
       "exception-ended",
       "fallback-missing",
       "guardrail-kind-missing",
       "hold-ended",
       "impact-missing",
       "kind-in-scope",
       "matrix-hole",
       "maybe-absent",
       "missing-member",
       "never-fires",
       "raise-target",
       "requirement-missing",
       "requirement-unexpected",
       "schema-value",
       "standing-ended",
       "unknown-member",
       "unknown-name",
       "unknown-role",
       "unknown-rule",
       "unknown-value",
       "unknown-window",
       "unknown-zone",
       "unused-window",
       "wrong-unit",
     ]
    `);
  });

  const rules = (lines: string) => `${SCOPE_HEAD}  rules:\n    - name: one\n${lines}`;

  it.each([
    ['resource.tier <= 1', 'has(resource.tier) && resource.tier <= 1'],
    [
      'now > now && !(resource.tier == 0)',
      'now > now && has(resource.tier) && !(resource.tier == 0)',
    ],
    ['now > now || resource.tier == 0', 'now > now || (has(resource.tier) && resource.tier == 0)'],
    [
      'resource.tags.exists(t, t == resource.owner)',
      'resource.tags.exists(t, has(resource.owner) && t == resource.owner)',
    ],
    [
      'resource.tier == 0 ? now > now : now < now',
      'has(resource.tier) && (resource.tier == 0 ? now > now : now < now)',
    ],
  ])('asks with has() in %s', (condition, expected) => {
    const text = rules(
      `      when: >-\n        ${condition}\n      decision: deny\n      reason: No.\n`,
    );
    const view = new PolicyDocumentView(text, 'p.policy.yaml');
    const [action] = codeActions(view, whole(view)).filter(each => each.title.includes('has()'));
    expect(edited(view, action!).text).toBe(text.replace(condition, expected));
  });

  it('adds what is missing, as the rest is written', () => {
    const view = new PolicyDocumentView(
      rules('      decision: require_approval\n      reason: No. # why\n').replaceAll('\n', '\r\n'),
      'p.policy.yaml',
    );
    const [action] = codeActions(view, whole(view)).filter(each => each.title === 'Add "require"');
    const after = edited(view, action!);
    expect(after.text).toContain(
      'reason: No. # why\r\n      require:\r\n        approvers: { from: owners(resource) }\r\n',
    );
    expect(after.parsed.policy).toBeDefined();
  });

  describe('add a missing test', () => {
    const text = rules(
      "      when: action.name == 'service.stop'\n      decision: deny\n      reason: No.\n",
    );
    const { view, position } = marked(
      text.replace('name: one', 'name: o¦ne'),
      'file:///p/payments.policy.yaml',
    );
    const range = { start: position, end: position };
    const tests = (context: LanguageContext) =>
      codeActions(view, range, context).filter(each => each.title.startsWith('Add a test'));

    it('in a new file', () => {
      const [action] = tests({ tests: [], now: NOW.getTime() });
      const [create, change] = action!.edit!.documentChanges as [unknown, TextDocumentEdit];
      expect(create).toEqual({ kind: 'create', uri: 'file:///p/payments.policy.test.yaml' });
      const made = (change.edits[0] as { newText: string }).newText;
      expect(made).toMatchInlineSnapshot(`
       "apiVersion: countersign.dev/v1
       kind: PolicyTest
       metadata: { name: payments }
       spec:
         at: '2026-11-22T12:00:00Z'
         cases:
           - name: one
             given: { action: service.stop }
             expect: { decision: deny, rule: payments/one }
       "
      `);
      expect(parsePolicyTest(made, 'payments.policy.test.yaml').diagnostics).toEqual([]);
    });

    it('in the one that is there, once', () => {
      const test = new PolicyDocumentView(
        'apiVersion: countersign.dev/v1\nkind: PolicyTest\nmetadata: { name: p }\nspec:\n  at: 2026-11-16T12:00:00Z\n  cases:\n    - name: a\n      given: { action: b }\n      expect: { rule: two } # c\n',
        'file:///p/payments.policy.test.yaml',
      );
      const [action] = tests({ tests: [test] });
      const [change] = action!.edit!.documentChanges as [TextDocumentEdit];
      const after = applyEdits(test, change.edits as never);
      expect(after).toContain('expect: { rule: two } # c\n    - name: one\n');
      expect(parsePolicyTest(after, test.uri).diagnostics).toEqual([]);
      expect(tests({ tests: [{ uri: test.uri, text: after }] })).toEqual([]);
    });

    it('not where nobody says which tests there are', () => {
      expect(tests({})).toEqual([]);
    });
  });
});

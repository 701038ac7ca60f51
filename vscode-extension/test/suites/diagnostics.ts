import { strict as assert } from 'assert';
import * as vscode from 'vscode';
import { eventually, pause, picture, test } from '../harness';
import {
  diagnosticsOf,
  file,
  lensReads,
  open,
  ownDiagnostics,
  replace,
  revert,
  statusReads,
} from '../window';

test('the packaged extension is installed and runs from its package', async () => {
  const extension = vscode.extensions.getExtension('countersign.countersign');
  assert.ok(extension, 'the extension is not installed');
  await open('policies/scopes/payments.policy.yaml');
  await eventually('activation', () => assert.ok(extension.isActive));
  assert.match(extension.extensionPath, /extensions\/countersign\.countersign-/);
});

test('a correct policy shows no diagnostic', async () => {
  const { document } = await open('policies/scopes/payments.policy.yaml');
  assert.equal(document.languageId, 'yaml');
  await lensReads(/recordings/);
  await pause(500);
  assert.deepEqual(ownDiagnostics('policies/scopes/payments.policy.yaml'), []);
  assert.deepEqual(ownDiagnostics('policies/organisation.policy.yaml'), []);
});

test('without recordings, the policy says to load some', async () => {
  await open('policies/scopes/payments.policy.yaml');
  await lensReads(/^No recordings are loaded: load some to see what these rules would have done$/);
  await statusReads(/Countersign: no recordings/);
  await picture('no-recordings');
});

test('a broken policy is marked where it is broken', async () => {
  const { document } = await open('broken/payments.policy.yaml');
  const found = await diagnosticsOf('broken/payments.policy.yaml');
  const marked = found.map(each => document.getText(each.range)).sort();
  assert.deepEqual(marked, ['acton', 'alow']);
  assert.ok(found.every(each => each.severity === vscode.DiagnosticSeverity.Error));
  await lensReads(/^Not replayed: payments\.policy\.yaml has an error, marked where it is/);
  await vscode.commands.executeCommand('workbench.actions.view.problems');
  await picture('broken');
  await vscode.commands.executeCommand('workbench.action.closePanel');
});

test('a diagnostic goes when its fault is mended, and comes back with it', async () => {
  const path = 'broken/payments.policy.yaml';
  const editor = await open(path);
  await diagnosticsOf(path);
  await replace(editor, 'alow', 'allow');
  await replace(editor, 'acton.name', 'action.name');
  await eventually('no diagnostics', () => assert.deepEqual(ownDiagnostics(path), []));
  await revert();
  await diagnosticsOf(path);
});

test('a folder without a guardrail says so plainly', async () => {
  await open('lonely/payments.policy.yaml');
  await lensReads(/^Not replayed: no guardrail lies in the folder lonely or above it/);
  await statusReads(/Countersign: not replayed/);
  assert.deepEqual(ownDiagnostics('lonely/payments.policy.yaml'), []);
  await picture('no-guardrail');
});

test('two guardrails with a matrix are a fault of the set', async () => {
  await open('twice/two.policy.yaml');
  const found = await diagnosticsOf('twice/two.policy.yaml');
  assert.ok(
    found.some(each => each.code === 'duplicate-impact'),
    JSON.stringify(found),
  );
  await lensReads(/^Not replayed: /);
});

test('a policy with Windows line ends is marked at the right place', async () => {
  const path = 'windows/payments.policy.yaml';
  const editor = await open(path);
  assert.equal(editor.document.eol, vscode.EndOfLine.CRLF);
  await replace(editor, 'decision: deny', 'decision: dney');
  const [found] = await diagnosticsOf(path);
  assert.equal(editor.document.getText(found!.range), 'dney');
  await revert();
  await eventually('no diagnostics', () => assert.deepEqual(ownDiagnostics(path), []));
});

test('the outline lists the rules below their policy', async () => {
  await open('policies/scopes/payments.policy.yaml');
  const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
    'vscode.executeDocumentSymbolProvider',
    file('policies/scopes/payments.policy.yaml'),
  );
  const rules = symbols[0]!.children.find(group => group.name === 'rules')!;
  assert.deepEqual(
    rules.children.map(symbol => symbol.name),
    ['migrations-are-refused', 'restarts-run-alone', 'unheard-of-is-refused', 'the-rest-asks'],
  );
});

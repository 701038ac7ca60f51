import { strict as assert } from 'assert';
import * as vscode from 'vscode';
import {
  RECORDING_COUNT,
  tierOf,
  typeOf,
  wrongAt,
} from '../../../scripts/vscode/fixtures/recordings';
import { eventually, pause, picture, press, test, type } from '../harness';
import {
  file,
  lens,
  lensReads,
  markOf,
  markReads,
  open,
  replace,
  revert,
  statusReads,
} from '../window';

const indices = Array.from({ length: RECORDING_COUNT }, (_, index) => index);
const before = indices.filter(i => typeOf(i) === 'service.restart' && tierOf(i) >= 2);
const after = indices.filter(i => typeOf(i) === 'service.restart' && tierOf(i) >= 1);
const newly = after.length - before.length;
const wrong = after.filter(wrongAt).length - before.filter(wrongAt).length;

const POLICY = 'policies/scopes/payments.policy.yaml';
const RULE = 'restarts-run-alone';
const CHANGED = `decides ${after.length} (was ${before.length}) · newly allows ${newly}, ${wrong} of them went wrong`;

test('an edit shows what it changes, and how much of the newly allowed had failed', async () => {
  const editor = await open(POLICY);
  await markReads(RULE, `decides ${before.length} of 1,200`);
  await replace(editor, 'tier >= 2', 'tier >= 1');
  await markReads(RULE, CHANGED);
  await lensReads(
    new RegExp(
      `^The edit changes ${newly} of 1,200 decisions: ${newly} newly allowed, ${wrong} of them went wrong$`,
    ),
  );
  await picture('edit-dark');
});

test('the status bar has the totals of the edit', async () => {
  await statusReads(
    new RegExp(`Countersign: ${newly} change · ${newly} newly allowed, ${wrong} went wrong`),
  );
});

test('the rule that used to answer says what it lost', async () => {
  const mark = await markOf('the-rest-asks');
  assert.match(mark.text, new RegExp(`no longer stops ${newly}, ${wrong} of them went wrong$`));
});

test('the same reads well in a light theme', async () => {
  const workbench = vscode.workspace.getConfiguration('workbench');
  const dark = (await markOf(RULE)).color;
  await workbench.update('colorTheme', 'Default Light Modern', true);
  await eventually('another colour', async () => assert.notEqual((await markOf(RULE)).color, dark));
  await picture('edit-light');
  await workbench.update('colorTheme', 'Default Dark Modern', true);
  await eventually('the old colour', async () => assert.equal((await markOf(RULE)).color, dark));
});

test('numbers that are older than the text are shown as such', async () => {
  const editor = vscode.window.activeTextEditor!;
  await replace(editor, 'tier >= 1', 'tier >= ');
  const mark = await markReads(RULE, `before this edit: ${CHANGED}`);
  assert.ok(mark.italic);
  await lensReads(/^Not replayed: payments\.policy\.yaml has an error/);
  await picture('stale');
  await replace(editor, 'tier >= ', 'tier >= 1');
  await markReads(RULE, CHANGED);
});

test('there is exactly one lens, whatever happens', async () => {
  const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    file(POLICY),
  );
  assert.equal(found.length, 1);
  assert.ok((await lens()).length > 0);
});

test('saving makes the edit the measure of the next one', async () => {
  await vscode.commands.executeCommand('workbench.action.files.save');
  await markReads(RULE, `decides ${after.length} of 1,200`);
  await replace(vscode.window.activeTextEditor!, 'tier >= 1', 'tier >= 2');
  await lensReads(new RegExp(`changes ${newly} of 1,200 decisions: ${newly} newly asked$`));
  await vscode.commands.executeCommand('workbench.action.files.save');
  await markReads(RULE, `decides ${before.length} of 1,200`);
});

test('what autosave wrote is still an edit', async () => {
  const files = vscode.workspace.getConfiguration('files');
  await files.update('autoSave', 'afterDelay', true);
  await files.update('autoSaveDelay', 100, true);
  const editor = vscode.window.activeTextEditor!;
  await replace(editor, 'tier >= 2', 'tier >= 1');
  await eventually('autosave', () => assert.equal(editor.document.isDirty, false));
  await pause(1500);
  await markReads(RULE, CHANGED);
  await vscode.commands.executeCommand('workbench.action.files.save');
  await markReads(RULE, `decides ${after.length} of 1,200`);
  await files.update('autoSaveDelay', undefined, true);
  await files.update('autoSave', 'off', true);
  await replace(editor, 'tier >= 1', 'tier >= 2');
  await vscode.commands.executeCommand('workbench.action.files.save');
  await markReads(RULE, `decides ${before.length} of 1,200`);
});

test('what others write to the file is the new measure', async () => {
  const uri = file(POLICY);
  const text = vscode.window.activeTextEditor!.document.getText();
  await vscode.workspace.fs.writeFile(
    uri,
    new TextEncoder().encode(text.replace('tier >= 2', 'tier >= 1')),
  );
  await markReads(RULE, `decides ${after.length} of 1,200`);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  await markReads(RULE, `decides ${before.length} of 1,200`);
});

test('an edit of the guardrail counts on the scope policy too', async () => {
  const editor = await open('policies/organisation.policy.yaml');
  await markReads('critical-needs-two', 'decides none of 1,200');
  await replace(editor, "'critical')", "'low')");
  // Asking is stricter than allowing, and laxer than denying.
  await lensReads(
    new RegExp(`changes ${before.length} of 1,200 decisions: ${before.length} newly asked$`),
  );
  await vscode.window.showTextDocument(file(POLICY), { preview: false });
  await markReads(RULE, `decides none (was ${before.length})`);
  await vscode.window.showTextDocument(file('policies/organisation.policy.yaml'));
  await revert();
  await lensReads(/^1,200 recordings: /);
});

test('typing by hand ends in the numbers of what was typed', async () => {
  const editor = await open(POLICY);
  const at = editor.document.positionAt(editor.document.getText().indexOf('tier >= 2') + 9);
  editor.selection = new vscode.Selection(at, at);
  await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
  await press('Backspace');
  await type('1');
  await markReads(RULE, CHANGED);
  await revert();
  await markReads(RULE, `decides ${before.length} of 1,200`);
});

import { strict as assert } from 'assert';
import * as vscode from 'vscode';
import { RECORDING_COUNT, tierOf, typeOf } from '../../../scripts/vscode/fixtures/recordings';
import { eventually, picture, test } from '../harness';
import { file, lensReads, markOf, markReads, open, statusReads } from '../window';

const indices = Array.from({ length: RECORDING_COUNT }, (_, index) => index);
const denied = indices.filter(i => typeOf(i) === 'database.migrate').length;
const allowed = indices.filter(i => typeOf(i) === 'service.restart' && tierOf(i) >= 2).length;
const asked = RECORDING_COUNT - denied - allowed;

const POLICY = 'policies/scopes/payments.policy.yaml';

test('with recordings loaded, each rule shows how many it decides', async () => {
  await open(POLICY);
  await vscode.commands.executeCommand('countersign.recordings.load', file('recordings.jsonl'));
  await markReads('migrations-are-refused', `decides ${denied} of 1,200`);
  await markReads('restarts-run-alone', `decides ${allowed} of 1,200`);
  await markReads('the-rest-asks', `decides ${asked} of 1,200`);
  await markReads('unheard-of-is-refused', 'decides none of 1,200');
  await picture('counts');
});

test('the lens and the status bar have the totals', async () => {
  await lensReads(
    new RegExp(`^1,200 recordings: ${allowed} allowed, ${asked} asked, ${denied} denied$`),
  );
  await statusReads(new RegExp(`${allowed} allowed, ${asked} asked, ${denied} denied`));
});

test('the guardrail of the folder shows its own counts', async () => {
  await open('policies/organisation.policy.yaml');
  await markReads('critical-needs-two', 'decides none of 1,200');
});

test('a policy with Windows line ends has its counts on the right lines', async () => {
  await open('windows/payments.policy.yaml');
  await markReads('restarts-run-alone', `decides ${allowed} of 1,200`);
  await markReads('the-rest-asks', `decides ${asked} of 1,200`);
});

test('a folder without a guardrail shows no counts', async () => {
  await open('lonely/payments.policy.yaml');
  await lensReads(/no guardrail/);
  await assert.rejects(markOf('the-rest-asks'));
});

test('hovering over a rule explains its numbers', async () => {
  const { document } = await open(POLICY);
  await markReads('restarts-run-alone', `decides ${allowed} of 1,200`);
  const position = document.positionAt(document.getText().indexOf('restarts-run-alone') + 3);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  const text = hovers.flatMap(hover =>
    hover.contents.map(each => (each as vscode.MarkdownString).value),
  );
  assert.match(text.join('\n'), new RegExp(`decides ${allowed} of 1,200 recordings`));
  vscode.window.activeTextEditor!.selection = new vscode.Selection(position, position);
  await vscode.commands.executeCommand('editor.action.showHover');
  await eventually('the hover is on the screen', async () => picture('hover'));
  await vscode.commands.executeCommand('editor.action.hideHover');
});

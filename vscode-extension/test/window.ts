import { strict as assert } from 'assert';
import * as vscode from 'vscode';
import { eventually, marks, texts, type DrawnMark } from './harness';

/** A file of the workspace. */
export function file(path: string): vscode.Uri {
  return vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, path);
}

/** Opens a file in the one editor, and closes what was open. */
export async function open(path: string): Promise<vscode.TextEditor> {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  return vscode.window.showTextDocument(file(path), { preview: false });
}

/** Replaces the one occurrence of a text, as an edit in the editor. */
export async function replace(
  editor: vscode.TextEditor,
  before: string,
  after: string,
): Promise<void> {
  const { document } = editor;
  const start = document.getText().indexOf(before);
  assert.notEqual(start, -1, `"${before}" is not in the document`);
  const range = new vscode.Range(
    document.positionAt(start),
    document.positionAt(start + before.length),
  );
  assert.ok(await editor.edit(edit => edit.replace(range, after)));
}

/** Throws away what was typed. */
export async function revert(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.files.revert');
}

/** What the line above the policy says, on the screen. */
export async function lens(): Promise<string> {
  const found = await texts('.codelens-decoration');
  assert.equal(found.length, 1, `there is one lens, and not ${JSON.stringify(found)}`);
  return found[0]!;
}

/** What the status bar says. */
export async function status(): Promise<string> {
  const found = await texts('#countersign\\.countersign\\.countersign\\.totals');
  return found[0] ?? '';
}

/** Waits until the status bar reads so. */
export async function statusReads(pattern: RegExp): Promise<void> {
  await eventually('the status bar', async () => assert.match(await status(), pattern));
}

/** Waits until the line above the policy reads so. */
export async function lensReads(pattern: RegExp): Promise<void> {
  await eventually('the lens', async () => assert.match(await lens(), pattern));
}

/** The mark behind a rule, on the screen. */
export async function markOf(rule: string): Promise<DrawnMark> {
  const all = await marks();
  const found = all.find(mark => mark.line === `- name: ${rule}`);
  assert.ok(found, `no mark behind ${rule}, only ${JSON.stringify(all)}`);
  return found;
}

/** Waits until the mark behind a rule reads so. */
export async function markReads(rule: string, text: string): Promise<DrawnMark> {
  return eventually(`the mark behind ${rule}`, async () => {
    const mark = await markOf(rule);
    assert.equal(mark.text, text);
    return mark;
  });
}

/** Our diagnostics of a file, once there are any. */
export async function diagnosticsOf(path: string): Promise<vscode.Diagnostic[]> {
  return eventually(`diagnostics of ${path}`, () => {
    const found = ownDiagnostics(path);
    assert.notEqual(found.length, 0);
    return found;
  });
}

/** Our diagnostics of a file, now. */
export function ownDiagnostics(path: string): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(file(path)).filter(each => each.source === 'Countersign');
}

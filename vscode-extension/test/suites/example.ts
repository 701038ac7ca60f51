import { strict as assert } from 'assert';
import * as vscode from 'vscode';
import { eventually, marks, picture, test } from '../harness';
import { file, lens, lensReads, open, ownDiagnostics, replace, revert } from '../window';

const POLICY = 'example/payments.policy.yaml';

test('the example organisation: five policies without a fault, over 20,000 recordings', async () => {
  await vscode.commands.executeCommand('countersign.recordings.load', file('example.jsonl.gz'));
  await open(POLICY);
  await eventually(
    'the totals',
    async () => assert.match(await lens(), /^20,000 recordings: [0-9,]+ allowed, /),
    60_000,
  );
  for (const name of ['tumbleweed-guardrail', 'payments', 'platform', 'tracking', 'depots']) {
    assert.deepEqual(ownDiagnostics(`example/${name}.policy.yaml`), []);
  }
  const drawn = await eventually('marks', async () => {
    const found = await marks();
    assert.ok(found.length >= 2, JSON.stringify(found));
    return found;
  });
  assert.ok(drawn.every(mark => / of 20,000$/.test(mark.text)));
});

test('the example organisation: a looser rule, and what it would have let through', async () => {
  const editor = vscode.window.activeTextEditor!;
  await replace(editor, "impact.rollbackPlan == 'tested' &&", "impact.rollbackPlan != 'none' &&");
  await eventually(
    'the totals of the edit',
    async () =>
      assert.match(
        await lens(),
        /^The edit changes [0-9,]+ of 20,000 decisions: [0-9,]+ newly allowed, [0-9,]+ of them went wrong$/,
      ),
    60_000,
  );
  const rule = editor.document.getText().indexOf('name: fresh-release-in-change-hours');
  editor.revealRange(
    new vscode.Range(editor.document.positionAt(rule), editor.document.positionAt(rule)),
    vscode.TextEditorRevealType.InCenter,
  );
  await eventually('the mark', async () =>
    assert.ok((await marks()).some(mark => /newly allows [0-9,]+, /.test(mark.text))),
  );
  await picture('example');
  editor.revealRange(new vscode.Range(0, 0, 0, 0));
  await revert();
  await lensReads(/^20,000 recordings: /);
});

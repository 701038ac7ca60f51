import { strict as assert } from 'assert';
import { createServer, type IncomingMessage, type ServerResponse } from 'http';
import type { AddressInfo } from 'net';
import * as vscode from 'vscode';
import { RECORDING_COUNT, testRecordings } from '../../../scripts/vscode/fixtures/recordings';
import { eventually, picture, press, test, texts, type } from '../harness';
import { file, lens, lensReads, open, statusReads } from '../window';

const POLICY = 'policies/scopes/payments.policy.yaml';
const load = (path: string) =>
  vscode.commands.executeCommand('countersign.recordings.load', file(path));
const settings = () => vscode.workspace.getConfiguration('countersign');

test('letting the recordings go takes the numbers away', async () => {
  await open(POLICY);
  await vscode.commands.executeCommand('countersign.recordings.unload');
  await lensReads(/^No recordings are loaded/);
});

test('a gzipped file reads like a plain one', async () => {
  await load('recordings.jsonl.gz');
  await lensReads(/^1,200 recordings: /);
});

test('lines that are no recordings are left out and counted', async () => {
  await load('damaged.jsonl');
  await lensReads(/^300 recordings: /);
});

test('a file without any recording says what it should have been', async () => {
  await load('notes.txt');
  await lensReads(/^There is nothing to replay in notes\.txt: none of its 1 lines is a recording/);
});

test('a file that does not exist says so', async () => {
  await load('nowhere.jsonl');
  await lensReads(/^Recordings could not be loaded\. The file .*nowhere\.jsonl does not exist/);
  await vscode.commands.executeCommand('notifications.clearAll');
});

test('the setting names a file that is loaded by itself', async () => {
  await settings().update('recordings.file', 'recordings.jsonl.gz');
  await lensReads(/^1,200 recordings: /);
  await settings().update('recordings.file', undefined);
});

test('recordings come from the portal, with the token that was set for it', async () => {
  const seen: (string | undefined)[] = [];
  const portal = await startPortal((request, response) => {
    seen.push(request.headers.authorization);
    if (request.headers.authorization !== 'Bearer good-token') {
      response.writeHead(401, { 'content-type': 'application/problem+json' }).end(
        JSON.stringify({
          type: 'urn:countersign:problem:unauthenticated',
          title: 'unauthenticated',
          status: 401,
          detail: 'The token is not accepted.',
        }),
      );
      return;
    }
    assert.equal(request.url, '/api/countersign/v1/recordings');
    response.writeHead(200, { 'content-type': 'application/jsonl' });
    response.end(
      testRecordings()
        .slice(0, 600)
        .map(recording => `${JSON.stringify(recording)}\n`)
        .join(''),
    );
  });
  try {
    await settings().update('portal.url', portal.url, true);
    await setToken('stale-token');
    await vscode.commands.executeCommand('countersign.recordings.loadFromPortal');
    await lensReads(/^Recordings could not be loaded\. The portal does not accept the token/);
    await vscode.commands.executeCommand('notifications.clearAll');
    await setToken('good-token');
    await vscode.commands.executeCommand('countersign.recordings.loadFromPortal');
    await lensReads(/^600 recordings: /);
    assert.deepEqual(seen, ['Bearer stale-token', 'Bearer good-token']);
  } finally {
    portal.stop();
  }
});

test('a portal that is away is named, and nothing old is shown as new', async () => {
  await vscode.commands.executeCommand('countersign.recordings.loadFromPortal');
  await lensReads(/^Recordings could not be loaded\. .*countersign\.portal\.url/);
  await vscode.commands.executeCommand('notifications.clearAll');
  await settings().update('portal.url', undefined, true);
});

test('reading can be stopped, and leaves what was there', async () => {
  await load('recordings.jsonl');
  await lensReads(/^1,200 recordings: /);
  const first = JSON.stringify(testRecordings()[0]);
  const timers: NodeJS.Timeout[] = [];
  const portal = await startPortal((_request, response) => {
    // A portal that never comes to an end.
    response.writeHead(200, { 'content-type': 'application/jsonl' });
    timers.push(setInterval(() => response.write(`${first}\n`), 5));
  });
  try {
    await settings().update('portal.url', portal.url, true);
    await setToken('any');
    const loading = vscode.commands.executeCommand('countersign.recordings.loadFromPortal');
    await lensReads(/^Reading recordings from 127\.0\.0\.1/);
    // Under test VS Code does not pop notifications up; its list of them has them all the same.
    await eventually('a notification that can be cancelled', async () => {
      await vscode.commands.executeCommand('notifications.showList');
      assert.match(
        (await texts('.notifications-center')).join(),
        /Cancel.*Reading recordings from/s,
      );
    });
    await picture('reading');
    await vscode.commands.executeCommand('notifications.hideList');
    await statusReads(/Countersign: reading recordings, [0-9,]+ lines/);
    await vscode.commands.executeCommand('countersign.replay.stop');
    await loading;
    await lensReads(/^1,200 recordings: /);
    assert.equal((await lens()).includes('Reading'), false);
  } finally {
    timers.forEach(clearInterval);
    portal.stop();
    await settings().update('portal.url', undefined, true);
  }
});

test(`the menu has the commands and the totals of ${RECORDING_COUNT} recordings`, async () => {
  void vscode.commands.executeCommand('countersign.menu');
  await eventually('the menu', async () => {
    const labels = (await texts('.quick-input-list .monaco-list-row')).join('\n');
    assert.match(labels, /Load recordings from a file/);
    assert.match(labels, /Load recordings from the portal/);
    assert.match(labels, /Let the recordings go/);
  });
  await picture('menu');
  await press('Escape');
});

async function setToken(token: string): Promise<void> {
  const asked = vscode.commands.executeCommand('countersign.portal.setToken');
  await eventually('the box for the token', async () =>
    assert.match(
      (await texts('.quick-input-widget:focus-within .quick-input-title')).join(),
      /Token for 127\.0\.0\.1/,
    ),
  );
  await type(token);
  await press('Enter');
  await asked;
}

async function startPortal(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ url: string; stop: () => void }> {
  const server = createServer(answer);
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

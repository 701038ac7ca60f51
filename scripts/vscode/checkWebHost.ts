import { readdir, readFile, rm, writeFile } from 'fs/promises';
import { join } from 'path';
import type { Page } from 'playwright-core';
import { RECORDING_COUNT } from './fixtures/recordings';

/**
 * Opens a policy with VS Code told to run the extension in the browser's worker, where there is no
 * Node, and waits for its numbers. The Node build is taken away first, so that it cannot help.
 *
 * @param scratch - the folder that a `CodeServer` was started with
 * @throws Error when the line above the policy has no numbers after a minute.
 */
export async function checkWebHost(
  page: Page,
  origin: string,
  workspace: string,
  scratch: string,
): Promise<void> {
  const extensions = join(scratch, 'extensions');
  const installed = (await readdir(extensions)).find(name => name.startsWith('countersign.'))!;
  await rm(join(extensions, installed, 'dist', 'node'), { recursive: true });
  await changeSettings(join(scratch, 'user', 'User', 'settings.json'), {
    'remote.extensionKind': { 'countersign.countersign': ['web'] },
    'countersign.recordings.file': 'recordings.jsonl.gz',
  });

  await page.goto(`${origin}/?${new URLSearchParams({ folder: workspace })}`);
  await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
  await page.keyboard.press('Control+P');
  await page.locator('.quick-input-widget:focus-within').waitFor();
  await page.keyboard.type('policies/scopes/payments.policy.yaml');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'scopes' }).first().waitFor();
  await page.keyboard.press('Enter');
  await page
    .locator('.codelens-decoration', {
      hasText: `${RECORDING_COUNT.toLocaleString('en-US')} recordings: `,
    })
    .waitFor({ timeout: 60_000 });
}

async function changeSettings(path: string, settings: Record<string, unknown>): Promise<void> {
  const before = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
  await writeFile(path, JSON.stringify({ ...before, ...settings }, null, 2));
}

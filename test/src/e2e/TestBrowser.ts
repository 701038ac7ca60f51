import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import type { Portal } from '../../../scripts/portal/startPortal';

/** Debian's Chromium, kept from reaching for the network. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Somebody who has signed in. */
export interface SignedIn {
  page: Page;
  /** Their Backstage token, as the page sends it. */
  token: () => Promise<string>;
  close(): Promise<void>;
}

/** Signs a person in at the identity provider's own page, in a browser of their own. */
export async function signIn(
  portal: Portal,
  person: string,
  options: { colorScheme?: 'light' | 'dark'; viewport?: { width: number; height: number } } = {},
): Promise<SignedIn> {
  const profile = mkdtempSync(join(tmpdir(), 'countersign-browser-'));
  const context: BrowserContext = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    args: ARGUMENTS,
    viewport: { width: 1280, height: 800 },
    ...options,
  });
  const close = async () => {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  };
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    let token = '';
    page.on('request', request => {
      const header = request.headers().authorization;
      if (request.url().startsWith(portal.countersignUrl) && header) {
        token = header.replace(/^Bearer /, '');
      }
    });
    await signInOn(context, page, `${portal.appUrl}/countersign`, person);
    return {
      page,
      token: async () => {
        for (let tries = 0; tries < 100 && !token; tries++) {
          await page.waitForTimeout(100);
        }
        return token;
      },
      close,
    };
  } catch (error) {
    // A browser that is left open would keep the tests from ending.
    await close();
    throw error;
  }
}

async function signInOn(context: BrowserContext, page: Page, url: string, person: string) {
  await page.goto(url, { timeout: 60_000 });
  const popup = context.waitForEvent('page', { timeout: 60_000 });
  await page.getByRole('button', { name: /sign in/i }).click({ timeout: 60_000 });
  const provider = await popup;
  await provider.getByRole('button', { name: new RegExp(person) }).click();
  await page.getByRole('heading', { name: 'Queue' }).waitFor({ timeout: 60_000 });
}

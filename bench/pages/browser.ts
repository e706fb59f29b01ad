import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium } from '@playwright/test';
import { ensureChromium } from '#scripts/chromium.ts';
import type { Demo } from '#scripts/demo-file.ts';
import { freePort } from '#scripts/free-port.ts';

/** A browser with a port for Lighthouse, whose tabs share cookies. */
export type Browser = { context: BrowserContext; port: number; close(): Promise<void> };

export async function openBrowser(): Promise<Browser> {
  const executablePath = await ensureChromium();
  const port = await freePort();
  const profile = mkdtempSync(join(tmpdir(), 'depicta-bench-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    locale: 'en-GB',
    timezoneId: 'UTC',
    args: [
      `--remote-debugging-port=${port}`,
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  const close = async () => {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  };
  return { context, port, close };
}

/** Signs the demo's customer in, so that every tab of the browser is theirs. */
export async function signIn(context: BrowserContext, { appUrl, users }: Demo): Promise<void> {
  const { email, password } = users.find(({ role }) => role === 'customer')!;
  const page = await context.newPage();
  await page.goto(`${appUrl}/sign-in`);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in', { timeout: 60_000 });
  await page.close();
}

import { expect, type Page } from '@playwright/test';
import { demo } from './demo.ts';
import { ops } from './ops.ts';

type Person = { email: string; password: string };

/**
 * Signs a browser in, staff with their code, by what the pages send and without drawing them: most tests are about what
 * comes after. The page shows what it showed before.
 */
export async function signIn(page: Page, { email, password }: Person): Promise<void> {
  const next = await send(page, '/api/account/sign-in', { email, password });
  if (next.startsWith('/sign-in/second-factor'))
    await send(page, '/api/account/second-factor', { code: await codeOf(email) });
}

/** Sends a form of ours as its page does. @returns where it leads */
async function send(page: Page, path: string, data: Record<string, string>): Promise<string> {
  const { appUrl } = demo();
  const answer = await page.request.post(`${appUrl}${path}`, {
    data,
    headers: { accept: 'application/json', origin: new URL(appUrl).origin },
  });
  expect(answer.status(), `${path} of ${data.email ?? 'staff'}: ${await answer.text()}`).toBe(200);
  return ((await answer.json()) as { next: string }).next;
}

/** Signs in on the page, in whatever language; afterwards the browser is wherever that person begins. */
export async function signInOnPage(page: Page, { email, password }: Person): Promise<void> {
  await page.goto('/sign-in');
  await page.locator('input[name="email"]').fill(email);
  await page.locator('input[name="password"]').fill(password);
  await page.locator('form button[type="submit"]').click();
  await throughSignIn(page, email);
}

/** Waits until a sign-in is through; staff are asked for a code on the way. */
export async function throughSignIn(page: Page, email: string): Promise<void> {
  await page.waitForURL((url) => url.pathname !== '/sign-in');
  if (!page.url().includes('/sign-in/second-factor')) return;
  await page.locator('input[name="code"]').fill(await codeOf(email));
  await page.locator('form button[type="submit"]').first().click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

/** The code that the app of somebody at the desk shows now. */
async function codeOf(email: string): Promise<string> {
  return (await ops<{ code: string }>('demo-code', '--email', email)).code;
}

/** The customer whom the demo made, with a history. @throws when it made nobody */
export function demoCustomer() {
  const found = demo().users.find((user) => user.role === 'customer');
  if (found === undefined) throw new Error('The demo has no customer');
  return found;
}

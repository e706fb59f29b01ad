import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import * as z from 'zod/mini';
import { customerExport } from '#lib/contracts/export.ts';
import { demo, expectAccessible, expectFitsPhone, mailTo } from './demo.ts';
import { customerWithKey, newStaff, ops } from './ops.ts';
import { signIn } from './sign-in.ts';

/** Without waiting for what comes of it. */
async function trySignIn(page: Page, who: { email: string; password: string }): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').fill(who.email);
  await page.getByLabel('Password', { exact: true }).fill(who.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

async function openSettings(page: Page, who: { email: string; password: string }): Promise<void> {
  await signIn(page, who);
  await page.goto('/settings');
}

/** Fills in the second step. */
async function confirm(page: Page, password: string, phrase: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Password', { exact: true }).fill(password);
  await dialog.getByLabel('Type "close my account"').fill(phrase);
  await dialog.getByRole('button', { name: 'Close it for good' }).click();
}

test('a customer takes their data along: one file, as documented, never cached', async ({ page }) => {
  const who = await customerWithKey('takes-along');
  await openSettings(page, who);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export my data' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^depicta-export-\d{4}-\d\d-\d\d\.json$/);
  const all = z.parse(customerExport, JSON.parse(readFileSync(await file.path(), 'utf8')));
  expect(all.profile).toMatchObject({ email: who.email, customer_id: who.customerId });
  expect([all.balance.credit_eur, all.trial?.amount_eur]).toEqual(['1.000000', '1.000000']);
  expect(all.api_keys).toEqual([expect.objectContaining({ name: 'takes-along' })]);

  const answer = await page.request.get('/api/account/export');
  expect(answer.headers()['cache-control']).toBe('no-store');
  const withKey = await fetch(`${demo().appUrl}/api/account/export`, {
    headers: { authorization: `Bearer ${who.apiKey}` },
  });
  expect(withKey.status).toBe(404);
});

test('closing is refused until nothing is under way, asks twice, and is done for good', async ({ page }) => {
  test.setTimeout(180_000);
  const who = await customerWithKey('leaves');
  await trySignIn(page, who);
  await page.waitForURL('**/overview');

  // Work under way holds credit: the page says so, and has no button.
  const order = fetch(`${demo().appUrl}/v1/generate/image`, {
    method: 'POST',
    headers: { authorization: `Bearer ${who.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ prompt: 'a pier [[slow:20s]]', model: 'sketch' }),
  });
  await expect(async () => {
    await page.goto('/settings');
    await expect(page.getByText('Work of yours is under way')).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 20_000, intervals: [250] });
  await expect(page.getByRole('button', { name: 'Close my account' })).toHaveCount(0);
  await expectAccessible(page);
  expect((await order).ok).toBe(true);
  await expect(page.getByRole('button', { name: 'Close my account' })).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page);
  await expectFitsPhone(page);

  await page.getByRole('button', { name: 'Close my account' }).click();
  await expectAccessible(page);
  await expectFitsPhone(page);
  await confirm(page, 'not my password', 'close my account');
  await expect(page.getByText('This is not your present password.')).toBeVisible();
  await confirm(page, who.password, 'close it');
  await expect(page.getByText('Type the words as they stand beside the field.')).toBeVisible();
  await page.getByRole('button', { name: 'Keep my account' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();

  await page.getByRole('button', { name: 'Close my account' }).click();
  await confirm(page, who.password, 'Close my account');
  await page.waitForURL('**/closed');
  await expect(page.getByRole('heading', { name: 'Your account is closed' })).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
  expect((await page.context().cookies()).filter(({ name }) => name.endsWith('depicta.session'))).toEqual([]);

  const { text } = await mailTo(who.email, /Your account is closed/);
  expect(text).toContain('Credit that was forfeited');
  const withKey = { authorization: `Bearer ${who.apiKey}` };
  expect((await fetch(`${demo().appUrl}/v1/balance`, { headers: withKey })).status).toBe(401);
  await trySignIn(page, who);
  await expect(page.getByText('The address or the password is wrong.')).toBeVisible();
  expect(await ops('check')).toMatchObject({ ok: true, violations: [] });
});

test('staff have no account to close and nothing to take along', async ({ page }) => {
  await signIn(page, await newStaff('support'));
  await page.goto('/settings');
  await expect(page.getByRole('heading', { name: 'Password' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Close account' })).toHaveCount(0);
  expect((await page.request.get('/api/account/export')).status()).toBe(404);
});

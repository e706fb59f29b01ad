import { expect, type Page, test } from '@playwright/test';
import { expectAccessible, expectFitsPhone } from './demo.ts';
import { customerWithKey } from './ops.ts';

// What stays when something is missing or fails: the way to every other page.

async function signIn(page: Page, name: string): Promise<void> {
  const { email, password } = await customerWithKey(name);
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/overview');
}

test('a page that cannot be shown leaves its frame, and the next page works', async ({ page }) => {
  await signIn(page, 'unlucky');
  await page.goto('/settings');
  await page.waitForLoadState('networkidle');
  // The script of the next page does not arrive, as after a deployment or in a tunnel.
  await page.route('**/_next/static/chunks/**', (route) => route.abort());
  const bar = page.getByRole('navigation', { name: 'Main' });
  await bar.getByRole('link', { name: 'Top up' }).click();
  await expect(page.getByRole('heading', { name: 'Something went wrong on our side' })).toBeVisible();
  await expect(bar.getByRole('link', { name: 'Overview' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
  await page.unroute('**/_next/static/chunks/**');
  await page.goto('/overview');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('what is nobody’s answers 404 before a byte of the page is sent', async ({ page }) => {
  await signIn(page, 'curious');
  for (const path of ['/history', '/refunds'])
    for (const id of ['nothing', '019ac0de-0000-7000-8000-000000000000'])
      expect((await page.goto(`${path}/${id}`))!.status(), `${path}/${id}`).toBe(404);
});

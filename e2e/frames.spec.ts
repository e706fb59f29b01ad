import { expect, type Page, test } from '@playwright/test';
import { customerWithKey } from './ops.ts';

// A skeleton is sent at once, with its status: whether there is such a page is decided before.

async function signIn(page: Page, name: string): Promise<void> {
  const { email, password } = await customerWithKey(name);
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/overview');
}

test('what is nobody’s answers 404 before a byte of the page is sent', async ({ page }) => {
  await signIn(page, 'curious');
  for (const path of ['/history', '/refunds'])
    for (const id of ['nothing', '019ac0de-0000-7000-8000-000000000000'])
      expect((await page.goto(`${path}/${id}`))!.status(), `${path}/${id}`).toBe(404);
});

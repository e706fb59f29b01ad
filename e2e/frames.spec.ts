import { expect, test } from '@playwright/test';
import { customerWithKey, newStaff } from './ops.ts';
import { pagesOf } from './page-list.ts';
import { signIn } from './sign-in.ts';

// A skeleton is sent at once, with its status: whether there is such a page is decided before.

test('what is nobody’s answers 404 before a byte of the page is sent', async ({ page }) => {
  await signIn(page, await customerWithKey('curious'));
  for (const path of ['/history', '/refunds'])
    for (const id of ['nothing', '019ac0de-0000-7000-8000-000000000000'])
      expect((await page.goto(`${path}/${id}`))!.status(), `${path}/${id}`).toBe(404);
});

test('to staff each page of a customer answers 404 and leads back to the desk', async ({ page }) => {
  await signIn(page, await newStaff('support'));
  const paths = pagesOf('customer').filter((path) => path !== '/settings' && !path.includes('['));
  expect(paths.length).toBeGreaterThan(5);
  for (const path of paths) expect.soft((await page.goto(path))!.status(), path).toBe(404);
  await page.getByRole('link', { name: 'Go to the support desk' }).click();
  await page.waitForURL(/\/support$/);
});

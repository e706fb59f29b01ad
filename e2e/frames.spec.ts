import { expect, test } from '@playwright/test';
import { customerWithKey } from './ops.ts';
import { signIn } from './sign-in.ts';

// A skeleton is sent at once, with its status: whether there is such a page is decided before.

test('what is nobody’s answers 404 before a byte of the page is sent', async ({ page }) => {
  await signIn(page, await customerWithKey('curious'));
  for (const path of ['/history', '/refunds'])
    for (const id of ['nothing', '019ac0de-0000-7000-8000-000000000000'])
      expect((await page.goto(`${path}/${id}`))!.status(), `${path}/${id}`).toBe(404);
});

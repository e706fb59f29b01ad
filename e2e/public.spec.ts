import { expect, test } from '@playwright/test';
import { formatCredits } from '#components/format/credits.ts';
import { expectAccessible, expectFitsPhone } from './demo.ts';

// Pages that exist are looked at in access.spec.ts.
test('a page that is not there is readable by everybody, on a phone too', async ({ page }) => {
  expect((await page.goto('/nowhere'))?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
});

test('the prices on the page are those of the API', async ({ page, request }) => {
  const pricing = await (await request.get('/v1/pricing')).json();
  await page.goto('/pricing');
  for (const model of pricing.models) {
    for (const size of model.sizes) {
      await expect(page.locator(`data[value="${size.price_eur}"]`).first()).toBeVisible();
      const held = formatCredits(size.hold_eur, 'en', { precision: 'exact' });
      await expect(page.getByText(`holds ${held}`).first()).toBeVisible();
    }
  }
  await expect(page.getByText(pricing.version)).toBeVisible();
});

test('whoever is not signed in is led to sign in, and back', async ({ page }) => {
  for (const path of [
    '/overview',
    '/statement',
    '/history',
    '/generate',
    '/top-up',
    '/api-keys',
    '/settings',
  ]) {
    await page.goto(path);
    await expect(page).toHaveURL(new RegExp(`/sign-in\\?next=${encodeURIComponent(path)}`));
  }
});

test('health says that database and queue are there', async ({ request }) => {
  const answer = await request.get('/health');
  expect(answer.status()).toBe(200);
  expect(await answer.json()).toMatchObject({ status: 'ok' });
});

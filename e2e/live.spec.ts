import { expect, type Page, test } from '@playwright/test';
import { demo, expectAccessible } from './demo.ts';
import { customerWithKey } from './ops.ts';
import { signIn } from './sign-in.ts';

// What happens elsewhere is seen here: nobody has to reload to know what they have.

const valueIn = (page: Page, id: string) => page.getByTestId(id).locator('data');

test('a hold appears on open pages and settles there, in two tabs, without a reload', async ({
  context,
  page,
}) => {
  test.setTimeout(180_000);
  const customer = await customerWithKey('live');
  await signIn(page, customer);
  await page.goto('/overview');
  const other = await context.newPage();
  await other.goto('/balance');
  const keys = await context.newPage();
  await keys.goto('/api-keys');
  // A mark that a reload would wipe away.
  for (const each of [page, other, keys])
    await each.evaluate(() => {
      document.documentElement.dataset.kept = 'yes';
    });
  await expect(valueIn(page, 'available')).toHaveAttribute('value', '1.000000');
  await expect(valueIn(page, 'held')).toHaveCount(0);

  const answer = await fetch(`${demo().appUrl}/v1/generate/image`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${customer.apiKey}`,
      'content-type': 'application/json',
      prefer: 'respond-async',
    },
    body: JSON.stringify({ prompt: 'a stone bridge [[slow:15s]]', model: 'studio-scene' }),
  });
  expect(answer.status).toBe(202);
  await expect(valueIn(page, 'held')).toHaveAttribute('value', '0.040000', { timeout: 10_000 });
  await expect(valueIn(page, 'available')).toHaveAttribute('value', '0.960000');
  await expect(valueIn(other, 'available')).toHaveAttribute('value', '0.960000', { timeout: 10_000 });
  const held = page.locator('details').filter({ hasText: 'What is held' });
  await held.locator('summary').click();
  await expect(held.getByRole('link', { name: /a stone bridge/ })).toBeVisible();
  await expectAccessible(page);

  await expect(valueIn(page, 'held')).toHaveCount(0, { timeout: 45_000 });
  await expect(page.getByRole('heading', { name: 'Under way' })).toHaveCount(0);
  const left = (await valueIn(page, 'available').getAttribute('value'))!;
  expect(Number(left)).toBeLessThan(1);
  await expect(valueIn(other, 'available')).toHaveAttribute('value', left, { timeout: 10_000 });
  const spent = keys.locator('details').filter({ hasText: 'What it was spent on' });
  await expect(spent).toHaveCount(1, { timeout: 10_000 });
  for (const each of [page, other, keys])
    expect(await each.evaluate(() => document.documentElement.dataset.kept)).toBe('yes');
});

import { expect, test } from '@playwright/test';
import { demo, expectAccessible, expectFitsPhone } from './demo.ts';
import { customerWithKey } from './ops.ts';
import { signIn } from './sign-in.ts';

// A number that cannot be explained is as good as a wrong one: each opens into its sum, and leads to its terms.

test('what was spent opens into what it was spent on, and leads to exactly those jobs', async ({ page }) => {
  const { email, password, apiKey } = await customerWithKey('explain');
  for (const model of ['studio-sketch', 'studio-scene', 'studio-sketch']) {
    const answer = await fetch(`${demo().appUrl}/v1/generate/image`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ prompt: `a bridge by ${model}`, model }),
    });
    expect(answer.status).toBe(200);
  }
  await signIn(page, { email, password });
  await page.goto('/overview');

  const opened = page.locator('details').filter({ hasText: 'What it was spent on' }).first();
  await opened.locator('summary').click();
  const amounts = await opened
    .locator('dl data')
    .evaluateAll((all) => all.map((each) => each.getAttribute('value')));
  const [scene, sketch, total] = amounts.map((text) => Math.round(Number(text) * 1e6));
  expect(scene! + sketch!).toBe(total);
  expect(Math.round(Number(await opened.locator('summary data').getAttribute('value')) * 1e6)).toBe(total);
  await expectAccessible(page);
  await opened.getByRole('link', { name: 'Sketch, 2 charges' }).click();
  await page.waitForURL('**/history?**');
  await expect(page.getByText('a bridge by studio-sketch')).toHaveCount(2);
  await expect(page.getByText('a bridge by studio-scene')).toHaveCount(0);
  await expect(page.getByText(/2 jobs/)).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);

  await page.goto('/api-keys');
  const ofKey = page.locator('details').filter({ hasText: 'What it was spent on' });
  await ofKey.locator('summary').click();
  expect(Math.round(Number(await ofKey.locator('dl data').last().getAttribute('value')) * 1e6)).toBe(total);
  await expectAccessible(page);
  await ofKey.getByRole('link', { name: 'Charged' }).click();
  await page.waitForURL('**/history?key=**');
  await expect(page.getByText(/3 jobs/)).toBeVisible();
});

test('the balance at any moment, past and future, with its lots and its dates', async ({ page }) => {
  const customer = await customerWithKey('moment');
  await signIn(page, customer);
  await page.goto('/overview');
  const now = await page.getByTestId('available').locator('data').getAttribute('value');
  await page.getByRole('link', { name: /at another moment/ }).click();
  await page.waitForURL('**/balance');
  const available = page.getByTestId('available').locator('data');
  await expect(available).toHaveAttribute('value', now!);
  await expect(page.getByTestId('as-of')).toContainText('Now');
  await expectAccessible(page);
  await expectFitsPhone(page);

  const year = 365 * 86_400_000;
  const toField = (at: number) => new Date(at).toISOString().slice(0, 19);
  await page.getByLabel('Date and time (UTC)').fill(toField(Date.now() + 2 * year));
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page.getByTestId('as-of')).toContainText('if nothing else happens');
  await expect(available).toHaveAttribute('value', '0.000000');
  await page.getByLabel('Date and time (UTC)').fill(toField(Date.now() - 2 * year));
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page.getByTestId('as-of')).toContainText('As it was recorded by');
  await expect(page.getByText('There was no credit.')).toBeVisible();

  await page.goto('/balance?as_of=2026-02-30');
  await expect(page.getByText('“2026-02-30” cannot be looked at', { exact: false })).toBeVisible();
  await expect(available).toHaveAttribute('value', now!);
  await page.getByRole('link', { name: 'Back to now' }).click();
  await page.waitForURL('**/balance');
});

import { expect, type Page, test } from '@playwright/test';
import { formatCredits } from '#components/format/credits.ts';
import { createControl } from '../emulators/paddle/src/control/client.ts';
import { demo, expectAccessible, expectFitsPhone } from './demo.ts';
import { customerWithKey, newStaff, ops } from './ops.ts';
import { topUp } from './pay.ts';
import { signIn } from './sign-in.ts';

// What is owed after a bank took back what was spent: named wherever one orders, and given up by an admin at the desk.

/** Draws dear pictures until some of a top-up of EUR 25 is spent beside the trial. @returns what is left, in euros */
async function spendBeyondTrial(apiKey: string): Promise<number> {
  let left = 26;
  while (left > 24.5) {
    const answer = await fetch(`${demo().appUrl}/v1/generate/image`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ prompt: 'a stone bridge', model: 'studio-atelier', image_size: '4K' }),
    });
    expect(answer.status).toBe(200);
    left = Number(
      answer.headers.get('x-depicta-balance-eur') ??
        ((await answer.json()) as { balance_eur: string }).balance_eur,
    );
  }
  return left;
}

/** A customer of whose top-up the bank has taken back what they had spent. */
async function withDebt(page: Page) {
  const customer = await customerWithKey('owing');
  await signIn(page, customer);
  await topUp(page);
  const purchaseId = new URL(page.url()).searchParams.get('purchase')!;
  const found = await page.request.get(`/api/top-ups/${purchaseId}`);
  const { paddle_transaction_id } = (await found.json()) as { paddle_transaction_id: string };
  await spendBeyondTrial(customer.apiKey);
  await createControl(demo().paddleUrl).chargeback(paddle_transaction_id);
  let owed = '';
  await expect(async () => {
    owed = (await ops<{ owed_eur: string }>('balance', '--customer', customer.customerId)).owed_eur;
    expect(Number(owed)).toBeGreaterThan(0);
  }).toPass({ timeout: 60_000 });
  return { customer, owed };
}

test('what is owed is named where one orders, leads to top up, and is written off to the last digit', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const { customer, owed } = await withDebt(page);
  const words = `You owe ${formatCredits(owed, 'en', { precision: 'exact' })}`;
  for (const path of ['/generate', '/generate/process']) {
    await page.goto(path);
    const quote = page.getByRole('region', { name: 'Before you send' });
    await expect(quote).toContainText(words);
    await expect(quote.getByRole('link', { name: 'Top up' })).toHaveAttribute('href', '/top-up');
    await expectAccessible(page);
    await expectFitsPhone(page);
  }
  for (const path of ['/overview', '/balance']) {
    await page.goto(path);
    await expect(page.getByRole('main')).toContainText(formatCredits(owed, 'en', { precision: 'exact' }));
    await page.getByRole('link', { name: 'See how it came about' }).click();
    await page.waitForURL(/\/statement\?kind=claw_back/);
    await expect(
      page.getByText(`owed ${formatCredits(owed, 'en', { precision: 'exact', sign: 'change' })}`),
    ).toBeVisible();
  }
  await page.goto('/top-up');
  await expect(page.getByText(words)).toContainText('what pays it is not refunded');
  const left = formatCredits((25 - Number(owed)).toFixed(6), 'en', { precision: 'exact' });
  await expect(page.getByText(words)).toContainText(`Of this one ${left} becomes credit to spend.`);
  await page.getByLabel('Or another amount').fill('5,0');
  await expect(page.getByText(words)).not.toContainText(left);
  await expectAccessible(page);
  await expectFitsPhone(page);
  await page.goto('/generate');
  await page.getByLabel('Prompt').fill('a stone bridge');
  await page.getByRole('button', { name: 'Make the picture' }).click();
  const refused = page.getByRole('alert').filter({ hasText: words });
  await expect(refused.getByRole('link', { name: 'Top up' })).toBeVisible();

  const desk = await (
    await page.context().browser()!.newContext({ baseURL: demo().appUrl, locale: 'en-GB' })
  ).newPage();
  await signIn(desk, await newStaff('admin'));
  await desk.goto(`/support/customers/${customer.customerId}`);
  await expect(desk.getByTestId('owed').locator('data')).toHaveAttribute('value', owed);
  const writeOff = async (amount: string, told: string) => {
    const section = desk
      .locator('section')
      .filter({ has: desk.getByRole('heading', { name: 'Write off the debt' }) });
    await section.getByLabel('Amount').fill(amount);
    await section.getByLabel('Reason, for the audit log').fill('Too small to ask for');
    await section.getByRole('button', { name: 'Show what it does' }).click();
    await expect(desk.getByText('Owed after')).toBeVisible();
    await desk.getByRole('button', { name: `Write off ${told}` }).click();
    await expect(desk.locator(':focus')).toHaveText(`Written off: ${told}.`);
  };
  await writeOff('0.012500', '€0.0125');
  const rest = (Number(owed) - 0.0125).toFixed(6);
  await expect(desk.getByTestId('owed').locator('data')).toHaveAttribute('value', rest);
  await expectAccessible(desk);
  await expectFitsPhone(desk);
  await writeOff(rest, formatCredits(rest, 'en', { precision: 'exact' }));
  await expect(desk.getByTestId('owed')).toHaveCount(0);
  await expect(desk.getByRole('heading', { name: 'Write off the debt' })).toHaveCount(0);
  await expect(desk.getByRole('row').filter({ hasText: 'Too small to ask for' }).first()).toBeVisible();
  await desk.context().close();

  await page.goto('/generate');
  await expect(page.getByText('You owe')).toHaveCount(0);
  expect(await ops('check')).toMatchObject({ ok: true, violations: [] });
});

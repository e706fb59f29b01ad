import { expect, type Frame, type Page, test } from '@playwright/test';
import { demo, linkIn, mailTo } from './demo.ts';
import { enter, tabTo, writeInto } from './keys.ts';
import { customerWithKey, ops } from './ops.ts';
import { expectCredited } from './pay.ts';

// Six things that people come for, each done by somebody who has no mouse: the Tab key, Enter, Space, the arrows and
// what they type. Addresses are opened as by a bookmark; from there on no press and no focus comes from the test.

test.describe.configure({ timeout: 300_000 });

const PASSWORD = 'quiet-harbour-lantern-47';
const button = (name: string | RegExp) => (at: Frame) => at.getByRole('button', { name });
const field = (name: string | RegExp) => (at: Frame) =>
  at.getByLabel(name, typeof name === 'string' ? { exact: true } : {});

/** The link of the main navigation, first in the order of the page. */
const navigation = (name: string) => (at: Frame) =>
  at.getByRole('navigation').getByRole('link', { name, exact: true });

async function signIn(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.goto('/sign-in');
  await writeInto(page, field('E-mail address'), email);
  await writeInto(page, field('Password'), password);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/overview');
}

test('by keyboard alone: an account is made and verified, credit is bought and given back', async ({
  page,
}) => {
  const email = `keys.${Date.now().toString(36)}@example.com`;

  await test.step('signs up and verifies the address', async () => {
    await page.goto('/sign-up');
    await writeInto(page, field('Name'), 'Kay Boardman');
    await writeInto(page, field('E-mail address'), email);
    await writeInto(page, field('Password'), PASSWORD);
    await enter(page, button('Create account'));
    await expect(page.getByRole('heading', { name: 'Look into your mail' })).toBeVisible();
    await page.goto(linkIn(await mailTo(email, /verify/i), '/verify'));
    await enter(page, button('Verify my address'));
    await page.waitForURL((url) => !url.pathname.startsWith('/verify'));
    if (new URL(page.url()).pathname === '/sign-in') await signIn(page, { email, password: PASSWORD });
  });

  await test.step('tops up EUR 25', async () => {
    await page.goto('/overview');
    await enter(page, navigation('Top up'));
    await page.waitForURL('**/top-up');
    await tabTo(page, (at) => at.getByRole('radio', { name: /25/ }));
    await page.keyboard.press('ArrowLeft');
    await expect(page.getByRole('radio', { name: /10/ }).first()).toBeChecked();
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('radio', { name: /25/ })).toBeChecked();
    await tabTo(page, (at) => at.getByRole('combobox', { name: 'Country' }));
    await page.keyboard.type('Germany');
    await expect(page.getByText('€29.75').first()).toBeVisible();
    await tabTo(page, (at) => at.getByRole('checkbox', { name: /I ask for/ }));
    await page.keyboard.press('Space');
    await enter(page, button(/^Pay /));
    await expect(page.frameLocator('iframe').getByLabel('Card number')).toBeVisible({ timeout: 30_000 });
    await writeInto(page, field('Card number'), '4242 4242 4242 4242');
    await writeInto(page, field('Expiry date'), '12 / 30');
    await writeInto(page, field(/Security code|CVC/i), '123');
    await enter(page, button(/^Pay/));
    await expectCredited(page);
  });

  await test.step('asks for the money back and confirms it', async () => {
    await page.goto('/overview');
    await enter(page, navigation('Payments'));
    await page.waitForURL('**/refunds');
    await enter(page, (at) => at.getByRole('table').getByRole('link'));
    await page.waitForURL(/\/refunds\/[0-9a-f-]{36}$/);
    await enter(page, button('Withdraw from the contract'));
    await expect(page.getByRole('dialog')).toBeVisible();
    await enter(page, button('Confirm the withdrawal'), 10);
    await expect(page.getByText('Your request is with support')).toBeVisible();
  });
  expect(await ops('check')).toMatchObject({ ok: true, violations: [] });
});

test('by keyboard alone: a picture is made and processed, its charge is found, a key is made and revoked', async ({
  page,
}) => {
  await signIn(page, await customerWithKey('keys-only'));

  await test.step('makes a picture and processes it', async () => {
    await enter(page, navigation('Generate'));
    await page.waitForURL('**/generate');
    await writeInto(page, field('Prompt'), 'a stone bridge');
    await enter(page, button('Make the picture'));
    const picture = page.getByRole('article', { name: 'a stone bridge' });
    await expect(picture).toHaveAttribute('data-status', 'completed', { timeout: 60_000 });
    await enter(page, (at) => at.getByRole('link', { name: 'Process it' }));
    await page.waitForURL('**/generate/process?picture=**');
    await expect(page.getByRole('radio', { name: 'a stone bridge' })).toBeChecked();
    await tabTo(page, (at) => at.getByRole('combobox', { name: 'Operation' }));
    await page.keyboard.type('Greyscale');
    await expect(page.getByText('There is nothing to set.')).toBeVisible();
    await enter(page, button('Process the picture'));
    await expect(page.getByTestId('result')).toHaveAttribute('data-status', 'completed', { timeout: 60_000 });
  });

  await test.step('finds the charge in the history and opens what it is made of', async () => {
    await page.goto('/overview');
    await enter(page, navigation('History'));
    await page.waitForURL('**/history');
    await tabTo(page, (at) => at.getByRole('combobox', { name: 'Status' }));
    await page.keyboard.type('Done');
    await enter(page, button('Apply'));
    await page.waitForURL('**/history?**');
    const total = page.locator('details').filter({ hasText: 'What they were charged for' });
    await tabTo(page, (at) => at.locator('summary').filter({ hasText: 'What they were charged for' }));
    await page.keyboard.press('Space');
    await expect(total).toHaveAttribute('open', '');
    await enter(page, (at) => at.getByRole('link', { name: 'Greyscale', exact: true }));
    await page.waitForURL(/\/history\/[0-9a-f-]{36}$/);
    await expect(page.getByRole('heading', { name: 'How the hold was settled' })).toBeVisible();
  });

  await test.step('makes an API key and revokes it', async () => {
    await page.goto('/overview');
    await enter(page, navigation('API keys'));
    await page.waitForURL('**/api-keys');
    await writeInto(page, field('Name'), 'Laptop');
    await enter(page, button('Create key'));
    const apiKey = await page.getByTestId('new-key').textContent();
    const answers = async () =>
      (await fetch(`${demo().appUrl}/v1/balance`, { headers: { authorization: `Bearer ${apiKey}` } })).status;
    expect(await answers()).toBe(200);
    await enter(page, button('I have copied it'));
    await enter(page, button('Revoke the key Laptop'));
    await expect(page.getByRole('dialog')).toBeVisible();
    await enter(page, button('Revoke key'), 10);
    await expect(page.getByText('The key “Laptop” is revoked.')).toBeVisible();
    expect(await answers()).toBe(401);
  });
  expect(await ops('check')).toMatchObject({ ok: true, violations: [] });
});

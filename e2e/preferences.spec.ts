import { type Browser, expect, type Page, test } from '@playwright/test';
import { demo, expectAccessible, expectFitsPhone, mailTo } from './demo.ts';
import { customerWithKey, newStaff, ops } from './ops.ts';
import { topUp } from './pay.ts';
import { signIn, signInOnPage } from './sign-in.ts';

/** An address block of its own, so that the tests of an hour do not use up each other's sign-ins. */
function ownBlock(): { 'x-forwarded-for': string } {
  const part = () => 1 + Math.floor(Math.random() * 254);
  return { 'x-forwarded-for': `10.${part()}.${part()}.1` };
}

test.beforeEach(({ context }) => context.setExtraHTTPHeaders(ownBlock()));

async function anotherBrowser(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    extraHTTPHeaders: ownBlock(),
    userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0',
  });
  return context.newPage();
}

async function drawLine(page: Page, euros: string): Promise<void> {
  await page.getByLabel('Warn me below').fill(euros);
  await page.getByRole('button', { name: 'Save warnings and letters' }).click();
}

test('the line of a low balance: a mistake is named, the banner comes and goes with the line and with a top-up', async ({
  page,
}) => {
  test.slow();
  const customer = await customerWithKey('line');
  await signIn(page, customer);
  await page.goto('/settings');
  const low = page.getByText('Your balance is low: €1.00 available');
  await expect(page.getByLabel('Warn me below')).toHaveValue('0.50');
  await expect(low).toHaveCount(0);

  await drawLine(page, 'lots');
  await expect(page.getByText('Write an amount in euros such as 5 or 2.50')).toBeVisible();
  await expect(page.getByLabel('Warn me below')).toHaveValue('lots');
  await drawLine(page, '2,50');
  await expect(page.getByText('Your warnings and letters are saved.')).toBeVisible();
  await expect(low).toBeVisible();
  await expect(page.getByText('below the €2.50 at which we warn you')).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);

  await page.reload();
  await expect(page.getByLabel('Warn me below')).toHaveValue('2.50');
  await drawLine(page, '');
  await expect(low).toHaveCount(0);
  await drawLine(page, '2.5');
  await expect(low).toBeVisible();

  await page.goto('/overview');
  await expect(low).toBeVisible();
  await topUp(page);
  await page.goto('/overview');
  await expect(page.getByText('Your balance is low')).toHaveCount(0);
});

test('a charge that crosses the line is told by one letter', async ({ page, playwright }) => {
  test.setTimeout(180_000);
  const customer = await customerWithKey('fall');
  await signIn(page, customer);
  await page.goto('/settings');
  await drawLine(page, '1');
  await expect(page.getByText('Your warnings and letters are saved.')).toBeVisible();
  const program = await playwright.request.newContext({
    baseURL: demo().appUrl,
    extraHTTPHeaders: { authorization: `Bearer ${customer.apiKey}` },
  });
  for (const prompt of ['a pond', 'a pier']) {
    const answer = await program.post('/v1/generate/image', { data: { prompt, model: 'studio-sketch' } });
    expect(answer.ok()).toBe(true);
  }
  await expect(() => mailTo(customer.email, /^Your balance is low/)).toPass({ timeout: 120_000 });
  const all = `${demo().mailUrl}/api/messages?to=${encodeURIComponent(customer.email)}`;
  const mails = (await (await fetch(all)).json()) as { subject: string }[];
  expect(mails.filter(({ subject }) => subject.startsWith('Your balance is low'))).toHaveLength(1);
  await page.goto('/overview');
  await expect(page.getByText('Your balance is low')).toBeVisible();
  await program.dispose();
});

test('credit that was given is told with its reason, unless one does not want to know', async ({ page }) => {
  const customer = await customerWithKey('given');
  const grant = (amount: string, reason: string) =>
    ops('grant', '--customer', customer.customerId, '--amount-eur', amount, '--reason', reason);
  await grant('2.50', 'For the slow afternoon');
  const mail = await mailTo(customer.email, /We have given you €2.50 of credit/);
  expect(mail.text).toContain('For the slow afternoon');
  expect(mail.text.replace(/\s+/g, ' ')).toContain('Only a top-up that you pay for moves that date.');

  await signIn(page, customer);
  await page.goto('/settings');
  await page.getByLabel('Credit was given to me').uncheck();
  await page.getByRole('button', { name: 'Save warnings and letters' }).click();
  await expect(page.getByText('Your warnings and letters are saved.')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Credit was given to me')).not.toBeChecked();
  await expect(page.getByLabel('My statement, once a month')).toBeChecked();
});

test('colours and time zone are kept with the person, and their other browsers follow', async ({
  page,
  browser,
}) => {
  test.slow();
  const customer = await customerWithKey('zone');
  const elsewhere = await anotherBrowser(browser);
  await signIn(elsewhere, customer);
  await signIn(page, customer);
  await page.goto('/settings');
  await expect(page.getByRole('link', { name: 'Times in UTC' })).toBeVisible();

  await page.getByLabel('Time zone').selectOption('Asia/Tokyo');
  await page.getByRole('button', { name: 'Save time zone and language' }).click();
  await expect(page.getByText('Pages and times are shown like this now.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Times in Asia/Tokyo' })).toBeVisible();
  const section = page.locator('#look');
  await section.getByText('Dark', { exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.locator('footer').getByRole('radio', { name: 'Dark' })).toBeChecked();

  await elsewhere.goto('/overview');
  await expect(elsewhere.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(elsewhere.getByRole('link', { name: 'Times in Asia/Tokyo' })).toBeVisible();
  const third = await anotherBrowser(browser);
  await signInOnPage(third, customer);
  await expect(third.locator('html')).toHaveAttribute('data-theme', 'dark');

  // The day until which credit is valid is a promise: the same in every zone.
  await expect(third.getByText(/\(UTC\)/).first()).toBeVisible();
  await elsewhere.locator('footer').getByText('Light', { exact: true }).click();
  await expect(elsewhere.locator('html')).toHaveAttribute('data-theme', 'light');
  await elsewhere.goto('/settings');
  await expect(elsewhere.locator('html')).toHaveAttribute('data-theme', 'light');
  await expect(elsewhere.locator('#look').getByRole('radio', { name: 'Light' })).toBeChecked();
  for (const other of [elsewhere, third]) await other.context().close();
});

test('a sign-in from a browser not seen before is told, with what to do', async ({ page, browser }) => {
  const customer = await customerWithKey('stranger');
  await signInOnPage(page, customer);
  await mailTo(customer.email, /A new sign-in to your account/);
  const elsewhere = await anotherBrowser(browser);
  await signInOnPage(elsewhere, customer);
  await expect(async () => {
    const mail = await mailTo(customer.email, /A new sign-in to your account/);
    expect(mail.text).toContain('Browser: Firefox on Windows');
    expect(mail.text).toContain('A private network (10.');
    expect(mail.text).toContain('/forgot');
  }).toPass({ timeout: 20_000 });
  await elsewhere.context().close();
});

test('staff choose how pages look, and have no balance to be warned of', async ({ page }) => {
  await signIn(page, await newStaff('support'));
  await page.goto('/settings');
  await expect(page.getByRole('heading', { name: 'How pages look' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Warnings and letters' })).toHaveCount(0);
  await expect(page.getByText(/when we warn|your data|API keys/)).toHaveCount(0);
});

test('every letter can be looked at before any was sent', async ({ page }) => {
  await page.goto(`${demo().mailUrl}/letters`);
  await expectAccessible(page);
  await expectFitsPhone(page);
  for (const subject of ['Your balance is low', 'We have given you', 'A new sign-in']) {
    await page
      .getByRole('link', { name: new RegExp(subject) })
      .first()
      .click();
    await expect(page.getByRole('heading', { name: 'As designed, dark' })).toBeVisible();
    await expectFitsPhone(page);
    await page.getByRole('link', { name: 'All letters' }).click();
  }
});

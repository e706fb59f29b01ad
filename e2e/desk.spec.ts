import { expect, type Page, test } from '@playwright/test';
import { demo, expectAccessible, expectFitsPhone } from './demo.ts';
import { customerWithKey, newStaff, ops } from './ops.ts';
import { signIn, signInOnPage } from './sign-in.ts';

// The desk from the question of a customer to the row in the audit log, with what it refuses.

test.afterEach(async () => {
  expect(await ops('check')).toMatchObject({ ok: true, violations: [] });
});

/** A browser of its own, signed in. */
async function browserOf(page: Page, who: { email: string; password: string }): Promise<Page> {
  const context = await page.context().browser()!.newContext({ baseURL: demo().appUrl, locale: 'en-GB' });
  const other = await context.newPage();
  await signIn(other, who);
  return other;
}

async function fillGrant(page: Page, amount: string): Promise<void> {
  await page.getByLabel('Amount').first().fill(amount);
  await page.getByLabel('Reason, read by the customer').fill('Sorry for the outage');
  await page.getByLabel('Internal note').fill('INC-42');
  await page.getByRole('button', { name: 'Show what it does' }).first().click();
  await expect(page.getByRole('heading', { name: 'What it will post' })).toBeVisible();
}

const available = (page: Page) => page.getByTestId('available').locator('data');

test('a customer is found by what they write with, and everything about them is on one page', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const customer = await customerWithKey('asks.support');
  await signInOnPage(page, await newStaff('support'));
  expect(new URL(page.url()).pathname).toBe('/support');
  await expectAccessible(page);
  await expectFitsPhone(page);

  const find = async (text: string) => {
    await page.goto('/support');
    await page.getByLabel('What you have at hand').fill(text);
    await page.getByRole('button', { name: 'Find', exact: true }).click();
  };
  await find('   ');
  await expect(page.getByText('Write what to look for.')).toBeVisible();
  await find('nobody.at.all@example.com');
  await expect(page.getByText('Nothing was found.', { exact: false })).toBeVisible();
  const [local, domain] = customer.email.split('@');
  for (const text of [
    `${local!.toUpperCase()}+tag@${domain}`,
    customer.customerId,
    customer.apiKey.slice(-4),
  ]) {
    await find(text);
    // Four signs may be those of two keys.
    await page.waitForURL(/\/support\/customers\//, { timeout: 10_000 }).catch(() => {
      if (text.length > 4) throw new Error(`${text} was not opened`);
      return page.getByRole('link', { name: customer.email }).click();
    });
    await expect(page.getByRole('heading', { level: 1, name: customer.email })).toBeVisible();
  }
  await expect(available(page)).toHaveAttribute('value', '1.000000');
  await page.getByText('How the available balance is made up').locator('..').click();
  await expect(page.getByText('€0.00 unexplained')).toBeVisible();
  for (const title of ['Statement', 'Jobs', 'Purchases and refunds', 'API keys', 'Mails', 'Audit log'])
    await expect(page.getByRole('heading', { name: title, exact: true })).toBeVisible();
  await expect(page.getByText(`dpct_…${customer.apiKey.slice(-4)}`)).toBeVisible();
  await expect(page.getByText(customer.apiKey)).toHaveCount(0);
  await expectAccessible(page);
  await expectFitsPhone(page);
});

test('a grant shows its postings first, is given once, and is read by the customer with its reason', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const customer = await customerWithKey('granted');
  const sam = await newStaff('support');
  await signIn(page, sam);
  await page.goto(`/support/customers/${customer.customerId}`);
  await fillGrant(page, '12,50');
  await expect(page.getByRole('row').filter({ hasText: 'promotions' })).toContainText('12.50');
  const preview = page.getByRole('region', { name: 'What it will post' });
  await expect(preview.getByText('Available after', { exact: true })).toBeVisible();
  await expect(available(page)).toHaveAttribute('value', '1.000000');
  await expectAccessible(page);
  await expectFitsPhone(page);
  await page.getByRole('button', { name: 'Give €12.50' }).dblclick();
  await expect(page.locator(':focus')).toHaveText('Given: €12.50.');
  await expect(available(page)).toHaveAttribute('value', '13.500000');
  await expect(page.getByRole('row').filter({ hasText: 'Gave credit' })).toContainText(sam.email);

  const own = await browserOf(page, customer);
  await own.goto('/statement');
  await expect(own.getByText('Sorry for the outage')).toBeVisible();
  await expect(own.getByText('INC-42')).toHaveCount(0);
  await own.context().close();

  await page.getByLabel('Amount').first().fill('-3');
  await page.getByRole('button', { name: 'Show what it does' }).first().click();
  await expect(page.getByText('Write an amount in euros of more than 0').first()).toBeVisible();
});

test('above €50 another admin approves; neither the author nor support without an admin can', async ({
  page,
}) => {
  test.setTimeout(150_000);
  const [customer, author] = [await customerWithKey('large'), await newStaff('admin')];
  await signIn(page, author);
  await page.goto(`/support/customers/${customer.customerId}`);
  await fillGrant(page, '60');
  await expect(page.getByText('an admin other than you has to approve it', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: 'Ask an admin to approve €60.00' }).click();
  await expect(page.getByText('It waits for an admin under Grants.')).toBeVisible();
  await expect(available(page)).toHaveAttribute('value', '1.000000');

  const sectionOn = (desk: Page) =>
    desk.locator('section').filter({ has: desk.getByRole('link', { name: customer.email }) });
  await page.goto('/support/grants');
  await expect(sectionOn(page).getByText('It is yours: another admin decides.')).toBeVisible();
  await expect(sectionOn(page).getByRole('button', { name: 'Approve and give' })).toHaveCount(0);

  const support = await browserOf(page, await newStaff('support'));
  await support.goto('/support/grants');
  await expect(sectionOn(support).getByText('An admin decides.')).toBeVisible();
  await expect(sectionOn(support).getByRole('button')).toHaveCount(0);
  await support.context().close();

  const second = await browserOf(page, await newStaff('admin'));
  await second.goto('/support/grants');
  await expect(sectionOn(second).getByText('INC-42')).toBeVisible();
  await expectAccessible(second);
  await expectFitsPhone(second);
  await sectionOn(second).getByRole('button', { name: 'Approve and give' }).click();
  await expect(sectionOn(second)).toHaveCount(0);
  await expect(second.locator(':focus')).toHaveText(`Given: €60.00 for ${customer.email}.`);
  await second.goto(`/support/customers/${customer.customerId}`);
  await expect(available(second)).toHaveAttribute('value', '61.000000');
  await second.context().close();
});

test('an admin who decides a grant too late is told that it was decided, and gives nothing', async ({
  page,
}) => {
  test.setTimeout(150_000);
  const [customer, author] = [await customerWithKey('late'), await newStaff('admin')];
  await signIn(page, author);
  await page.goto(`/support/customers/${customer.customerId}`);
  await fillGrant(page, '60');
  await page.getByRole('button', { name: 'Ask an admin to approve €60.00' }).click();
  await expect(page.getByText('It waits for an admin under Grants.')).toBeVisible();

  const sectionOn = (desk: Page) =>
    desk.locator('section').filter({ has: desk.getByRole('link', { name: customer.email }) });
  const [first, late] = [
    await browserOf(page, await newStaff('admin')),
    await browserOf(page, await newStaff('admin')),
  ];
  for (const desk of [late, first]) {
    await desk.goto('/support/grants');
    await expect(sectionOn(desk)).toBeVisible();
  }
  // What the page looks at by itself, it has not looked at yet.
  await late.route('**/support/grants?_rsc=*', (route) => route.abort());
  await sectionOn(first).getByRole('button', { name: 'Approve and give' }).click();
  await expect(sectionOn(first)).toHaveCount(0);
  await sectionOn(late).getByRole('button', { name: 'Approve and give' }).click();
  const notice = late.getByRole('alert').filter({ hasText: 'It was decided meanwhile' });
  await expect(notice).toBeVisible();
  await expect(late.locator(':focus')).toContainText('It was decided meanwhile');
  await expectAccessible(late);
  await expectFitsPhone(late);
  await late.unroute('**/support/grants?_rsc=*');
  await late.reload();
  await expect(sectionOn(late)).toHaveCount(0);
  await late.goto(`/support/customers/${customer.customerId}`);
  await expect(available(late)).toHaveAttribute('value', '61.000000');
  for (const desk of [first, late]) await desk.context().close();
});

test('a page of the desk asks for nothing that is not there', async ({ page }) => {
  const customer = await customerWithKey('quiet');
  await signIn(page, await newStaff('support'));
  const asked: string[] = [];
  const missing: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  page.on('response', (answer) => {
    if (answer.status() >= 400) missing.push(`${answer.status()} ${answer.url()}`);
  });
  for (const path of ['/support', `/support/customers/${customer.customerId}`, '/settings']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    // Longer than a page waits until it is idle.
    await page.waitForTimeout(3_500);
  }
  expect(missing).toEqual([]);
  expect(asked).not.toContain('/api/live');
});

test('a suspended customer cannot order until they are let back, and both stand in the audit log', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const customer = await customerWithKey('suspended');
  const sam = await newStaff('support');
  await signIn(page, sam);
  await page.goto(`/support/customers/${customer.customerId}`);
  const endless = 'Donaudampfschifffahrt'.repeat(20);
  await page.getByLabel('Reason, for the audit log').fill(`Stolen cards ${endless}`);
  await page.getByRole('button', { name: 'Suspend this customer' }).click();
  await expect(page.getByText('Suspended', { exact: true }).first()).toBeVisible();
  const order = () =>
    fetch(`${demo().appUrl}/v1/generate/image`, {
      method: 'POST',
      headers: { authorization: `Bearer ${customer.apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ prompt: 'a lighthouse' }),
    });
  const refused = await order();
  expect(refused.status).toBe(403);
  expect(await refused.json()).toMatchObject({ error: 'account_suspended' });

  await page.getByLabel('Reason, for the audit log').fill('Cleared up');
  await page.getByRole('button', { name: 'End the suspension' }).click();
  await expect(page.getByText('Active', { exact: true }).first()).toBeVisible();
  expect((await order()).status).not.toBe(403);

  await page.getByRole('link', { name: 'All of this customer' }).click();
  await page.waitForURL(/\/support\/audit\?customer=/);
  await expect(page.getByText('Stolen cards')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await page.getByLabel('What').selectOption('unsuspend');
  await page.getByLabel('Who').selectOption(sam.email);
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page.getByText('Cleared up')).toBeVisible();
  await expect(page.getByText('Stolen cards')).toHaveCount(0);
  await expectAccessible(page);
  await expectFitsPhone(page);
  await page.goto('/support/audit?from=2001-01-01&to=2001-01-02');
  await expect(page.getByText('No row fits.')).toBeVisible();
  await page.goto('/support/audit');
  await page.getByLabel('Customer id').fill(customer.email);
  await page.getByRole('button', { name: 'Show' }).click();
  await page.waitForURL(/customer=/);
  await expect(page.getByText(`“${customer.email}” is no customer id.`, { exact: false })).toBeVisible();
  await expect(page.getByLabel('Customer id')).toHaveValue(customer.email);
  await expect(page.getByText('Nothing is listed while the filter is wrong')).toBeVisible();
  await expect(page.getByRole('table')).toHaveCount(0);
  await expectAccessible(page);
  await expectFitsPhone(page);
});

test('the books are checked at the press of a button, and the page says what holds and when it was looked at', async ({
  page,
}) => {
  test.setTimeout(90_000);
  await signIn(page, await newStaff('support'));
  await page.goto('/support/books');
  await page.getByRole('button', { name: 'Check now' }).click();
  await expect(page.getByText('Checked just now.')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('The books balance: every rule holds.')).toBeVisible();
  await expect(page.getByTestId('checked-at')).toContainText('Last check');
  await expect(page.getByText('Debits = credits')).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'audit_log_is_one_chain' })).toContainText('Holds');
  await expectAccessible(page);
  await expectFitsPhone(page);
});

test('to customers nothing of the desk exists, and to staff nothing of a customer’s pages', async ({
  page,
}) => {
  test.setTimeout(90_000);
  const customer = await customerWithKey('outside');
  const paths = [
    ...['/support', '/support/grants', '/support/books', '/support/audit'],
    `/support/customers/${customer.customerId}`,
  ];
  await signIn(page, customer);
  for (const path of paths) expect((await page.goto(path))!.status(), path).toBe(404);
  const staff = await browserOf(page, await newStaff('support'));
  for (const path of paths) expect((await staff.goto(path))!.status(), path).toBe(200);
  for (const path of ['nothing', '019ac0de-0000-7000-8000-000000000000'])
    expect((await staff.goto(`/support/customers/${path}`))!.status()).toBe(404);
  await staff.goto('/balance');
  await expect(staff.getByText('404')).toBeVisible();
  await staff.context().close();
});

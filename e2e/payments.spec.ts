import { expect, type Page, test } from '@playwright/test';
import { createControl } from '../emulators/paddle/src/control/client.ts';
import { demo, expectAccessible, expectFitsPhone, mailTo } from './demo.ts';
import { customerWithKey, newStaff, ops } from './ops.ts';
import { expectCredited, GOOD_CARD, openCheckout, payBy, topUp } from './pay.ts';
import { signIn } from './sign-in.ts';

// Every way in which a payment can end, each with the customer's pages telling the truth and the books right. One after
// the other: how refunds are approved is set for the whole of the emulated Paddle account.
test.describe.configure({ mode: 'default' });

const paddle = () => createControl(demo().paddleUrl);

test.afterEach(async () => {
  expect(await ops('check')).toMatchObject({ ok: true, violations: [] });
});

/** The available balance in the frame of every page. */
const shownBalance = (page: Page) => page.getByTestId('balance').locator('data');

/** A customer with a paid top-up beside their trial, of EUR 25 unless said otherwise, looking at it. */
async function withPaidTopUp(
  page: Page,
  name: string,
  euros?: string,
): Promise<{ email: string; paddleTransactionId: string }> {
  const customer = await customerWithKey(name);
  await signIn(page, customer);
  await topUp(page, euros);
  await page.goto('/refunds');
  await page.getByRole('table').getByRole('link').first().click();
  await page.waitForURL(/\/refunds\/[0-9a-f-]{36}$/);
  const { paddle_transaction_id } = (await (
    await page.request.get(`/api/top-ups/${page.url().split('/').at(-1)}`)
  ).json()) as { paddle_transaction_id: string };
  return { email: customer.email, paddleTransactionId: paddle_transaction_id };
}

/** The customer's two steps. */
async function withdraw(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Withdraw from the contract' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Confirm the withdrawal' }).click();
  await expect(page.getByText('Your request is with support')).toBeVisible();
}

/** Somebody of the desk in a browser of their own, looking at the refund that a customer asked for. */
async function deskOf(page: Page, who: Awaited<ReturnType<typeof newStaff>>, email: string): Promise<Page> {
  const desk = await page.context().browser()!.newContext({ baseURL: demo().appUrl, locale: 'en-GB' });
  const staff = await desk.newPage();
  await signIn(staff, who);
  await staff.goto('/support/refunds');
  await expectAccessible(staff);
  await expectFitsPhone(staff);
  await staff.getByRole('link', { name: email }).click();
  await expect(staff.getByRole('heading', { name: 'What paying it out will post' })).toBeVisible();
  await expectAccessible(staff);
  await expectFitsPhone(staff);
  return staff;
}

/** Somebody at the desk approves the refund of a customer. */
async function approveAtDesk(page: Page, email: string): Promise<void> {
  const staff = await deskOf(page, await newStaff('support'), email);
  await staff.getByRole('button', { name: 'Approve and send to Paddle' }).click();
  await expect(staff.getByText(/It is (with Paddle|approved and goes to Paddle)/)).toBeVisible();
  await staff.context().close();
}

/** The refunds of a payment that Paddle has. */
async function refundsAtPaddle(paddleTransactionId: string): Promise<string[]> {
  const answer = await fetch(`${demo().paddleUrl}/adjustments?transaction_id=${paddleTransactionId}`, {
    headers: { authorization: `Bearer ${demo().environment.PADDLE_API_KEY}` },
  });
  const { data } = (await answer.json()) as { data: { id: string; action: string }[] };
  return data.filter(({ action }) => action === 'refund').map(({ id }) => id);
}

/** The one refund of a payment, once Paddle has it. */
async function refundAtPaddle(paddleTransactionId: string): Promise<string> {
  let id: string | undefined;
  await expect(async () => {
    [id] = await refundsAtPaddle(paddleTransactionId);
    expect(id).toBeDefined();
  }).toPass({ timeout: 70_000 });
  return id!;
}

test('a declined card, then one that asks for 3D Secure: paid once', async ({ page }) => {
  test.setTimeout(120_000);
  const customer = await customerWithKey('declined');
  await signIn(page, customer);
  const overlay = await openCheckout(page);
  await payBy('4000 0000 0000 0002', overlay);
  await expect(
    overlay
      .getByRole('alert')
      .filter({ hasText: /declined/i })
      .first(),
  ).toBeVisible();
  await overlay.getByRole('button', { name: 'Close checkout' }).click();
  await expect(page.getByText('The payment was declined')).toBeVisible();
  await expect(page.getByText('Nothing was charged').first()).toBeVisible();
  await expect(shownBalance(page)).toHaveAttribute('value', '1.000000');

  await page.getByRole('button', { name: 'Try again' }).click();
  await payBy('4000 0038 0000 0446', page.frameLocator('iframe'));
  await page.frameLocator('iframe').getByRole('button', { name: 'Confirm payment' }).click();
  await expectCredited(page);
  await expect(shownBalance(page)).toHaveAttribute('value', '26.000000');
  await page.goto('/refunds');
  await expect(page.getByRole('table').getByText('Paid', { exact: true }).last()).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
});

test('a business sees its VAT move to it before it pays, and pays that', async ({ page }) => {
  test.setTimeout(240_000);
  await signIn(page, await customerWithKey('business'));
  await page.goto('/top-up');
  await page.getByRole('radio', { name: /25/ }).check({ force: true });
  await page.getByLabel('Country').selectOption('DE');
  await expect(page.getByText('€29.75').first()).toBeVisible();
  await page.getByRole('checkbox', { name: /for a business/ }).check();
  await page.getByLabel('Name of the business').fill('Ada & Co');
  await page.getByLabel('VAT number', { exact: true }).fill('de 123456789');
  await expect(page.getByRole('button', { name: 'Pay €25.00' })).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
  await page.getByRole('checkbox', { name: /I ask for/ }).check();
  await page.getByRole('button', { name: 'Pay €25.00' }).click();
  await payBy(GOOD_CARD, page.frameLocator('iframe'));
  await expectCredited(page);
});

test('a checkout that is closed charges nothing, and can be continued', async ({ page }) => {
  test.setTimeout(240_000);
  await signIn(page, await customerWithKey('closed'));
  const overlay = await openCheckout(page);
  await overlay.getByRole('button', { name: 'Close checkout' }).click();
  await expect(page.getByRole('button', { name: 'Continue the payment' })).toBeVisible();
  await expect(shownBalance(page)).toHaveAttribute('value', '1.000000');
  await page.goto('/refunds');
  await expect(page.getByText('Not paid')).toBeVisible();
  await page.goBack();
  await page.getByRole('button', { name: 'Continue the payment' }).click();
  await payBy(GOOD_CARD, page.frameLocator('iframe'));
  await expectCredited(page);
});

test('where Paddle’s script is blocked a message says so, and nothing is lost', async ({ page }) => {
  await page.route(/paddle\.js/, (route) => route.abort());
  await signIn(page, await customerWithKey('blocked'));
  await page.goto('/top-up');
  await page.getByRole('radio', { name: /25/ }).check({ force: true });
  await page.getByLabel('Country').selectOption('DE');
  await page.getByRole('checkbox', { name: /I ask for/ }).check();
  await page.getByRole('button', { name: /^Pay / }).click();
  await expect(page.getByText('The payment window could not be opened')).toBeVisible({ timeout: 30_000 });
  await expect(shownBalance(page)).toHaveAttribute('value', '1.000000');
  await expectAccessible(page);
});

test('a refund: asked in two steps, acknowledged by mail, approved at the desk, paid out by Paddle', async ({
  page,
}) => {
  test.setTimeout(180_000);
  await paddle().setApproval({ mode: 'manual' });
  const { email, paddleTransactionId } = await withPaidTopUp(page, 'refunded');
  await expect(page.getByText('Unused, refundable')).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
  await withdraw(page);
  await expect(shownBalance(page)).toHaveAttribute('value', '1.000000');
  const mail = await mailTo(email, /We have your request/);
  expect(mail.text).toMatch(/You asked on \d{1,2} \w+ 20\d\d at \d\d:\d\d UTC/);

  await approveAtDesk(page, email);
  const adjustment = await refundAtPaddle(paddleTransactionId);
  await expect(page.getByText('Refund waits for Paddle').first()).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText('Refunded', { exact: true })).toHaveCount(0);
  await paddle().approve(adjustment);
  await expect(page.getByText('Paid out by Paddle')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText('Refunded', { exact: true }).first()).toBeVisible();
  await expect(page.getByText('All of this top-up went back before.')).toBeVisible();
  await mailTo(email, /is on its way/);
  await expectAccessible(page);
  const note = await page.getByRole('link', { name: /Credit note/ }).getAttribute('href');
  const pdf = await page.request.get(note!);
  expect(pdf.headers()['content-type']).toBe('application/pdf');
  await page.goto('/statement');
  await expect(page.getByRole('row').filter({ hasText: 'Refund' }).first()).toBeVisible();
});

test('a refund that Paddle rejects: the credit is back, and may be asked for again', async ({ page }) => {
  test.setTimeout(180_000);
  await paddle().setApproval({ mode: 'manual' });
  const { email, paddleTransactionId } = await withPaidTopUp(page, 'rejected');
  await withdraw(page);
  await approveAtDesk(page, email);
  await paddle().reject(await refundAtPaddle(paddleTransactionId));
  await expect(page.getByText('Paddle did not pay it out.', { exact: false })).toBeVisible({
    timeout: 20_000,
  });
  await expect(shownBalance(page)).toHaveAttribute('value', '26.000000');
  await expect(page.getByRole('button', { name: 'Withdraw from the contract' })).toBeVisible();
  await mailTo(email, /could not be paid out/);
});

test('a refund above €100: two people approve, who comes late is told so, and Paddle is asked once', async ({
  page,
}) => {
  test.setTimeout(240_000);
  await paddle().setApproval({ mode: 'manual' });
  const { email, paddleTransactionId } = await withPaidTopUp(page, 'large-refund', '250');
  await withdraw(page);

  const first = await deskOf(page, await newStaff('support'), email);
  await first.getByRole('button', { name: 'Approve, then an admin' }).click();
  await expect(first.getByText('Another person approves too', { exact: false })).toBeVisible();
  await expect(first.getByRole('button', { name: /Approve/ })).toHaveCount(0);
  expect(await refundsAtPaddle(paddleTransactionId)).toEqual([]);

  const second = await deskOf(page, await newStaff('admin'), email);
  const late = await deskOf(page, await newStaff('admin'), email);
  // What the page looks at by itself, it has not looked at yet.
  await late.route('**/support/payments/*?_rsc=*', (route) => route.abort());
  const approve = { name: 'Approve as the second' };
  await expect(late.getByRole('button', approve)).toBeVisible();
  await second.getByRole('button', approve).click();
  await expect(second.getByText(/It is (with Paddle|approved and goes to Paddle)/)).toBeVisible();
  await late.getByRole('button', approve).click();
  const notice = late.getByRole('alert').filter({ hasText: 'It was decided meanwhile' });
  await expect(notice).toBeVisible();
  await expect(late.locator(':focus')).toContainText('It was decided meanwhile');
  await expectAccessible(late);
  await expectFitsPhone(late);
  // Once the page has looked, it shows what was decided, and the notice stays.
  await late.unroute('**/support/payments/*?_rsc=*');
  await expect(late.getByText(/It is (with Paddle|approved and goes to Paddle)/)).toBeVisible({
    timeout: 30_000,
  });
  await expect(notice).toBeVisible();
  await paddle().approve(await refundAtPaddle(paddleTransactionId));
  await expect(page.getByText('Paid out by Paddle')).toBeVisible({ timeout: 20_000 });
  expect(await refundsAtPaddle(paddleTransactionId)).toHaveLength(1);
  for (const desk of [first, second, late]) await desk.context().close();
});

test('a chargeback takes the credit, its reversal brings it back', async ({ page }) => {
  test.setTimeout(120_000);
  const { email, paddleTransactionId } = await withPaidTopUp(page, 'disputed');
  const chargeback = await paddle().chargeback(paddleTransactionId);
  await expect(page.getByText('Taken back by the bank')).toBeVisible({ timeout: 20_000 });
  await expect(shownBalance(page)).toHaveAttribute('value', '1.000000');
  await expect(page.getByRole('button', { name: 'Withdraw from the contract' })).toHaveCount(0);
  await mailTo(email, /of your top-up went back/);
  await expectAccessible(page);
  expect(await ops('check')).toMatchObject({ ok: true });
  await paddle().reverse(chargeback.id);
  await expect(shownBalance(page)).toHaveAttribute('value', '26.000000', { timeout: 20_000 });
  await expect(page.getByText('gave €25.00 net back again')).toBeVisible();
  await mailTo(email, /of your top-up is back/);
});

test('a payment that no webhook told of is found by its receipt number, and credited', async ({ page }) => {
  test.setTimeout(120_000);
  const { paddleTransactionId } = await withPaidTopUp(page, 'found');
  await page.goto('/refunds');
  await page.getByLabel('Receipt number').fill('325-1');
  await page.getByRole('button', { name: 'Look for it' }).click();
  const alert = page.getByRole('alert').filter({ hasText: 'There is no payment of your account' });
  await expect(alert).toBeVisible();
  await expect(alert).toContainText('req_');
  await page.getByLabel('Receipt number').fill(paddleTransactionId);
  await page.getByRole('button', { name: 'Look for it' }).click();
  await page.waitForURL(/\/refunds\/[0-9a-f-]{36}$/);
});

/** What Paddle would tell of a payment, with changes: delivered as if it came from there. */
async function tell(paddleTransactionId: string, eventType: string, changes: object): Promise<void> {
  const answer = await fetch(`${demo().paddleUrl}/transactions/${paddleTransactionId}`, {
    headers: { authorization: `Bearer ${demo().environment.PADDLE_API_KEY}` },
  });
  const { data } = (await answer.json()) as { data: object };
  await paddle().publish(eventType, { ...data, ...changes });
}

test('a payment that Paddle has is never called unpaid, also while support looks at it; the desk puts its event aside with a reason', async ({
  page,
}) => {
  test.setTimeout(180_000);
  const customer = await customerWithKey('parked');
  await signIn(page, customer);
  await openCheckout(page);
  await page.waitForURL(/purchase=/);
  const id = new URL(page.url()).searchParams.get('purchase')!;
  const begun = await page.request.get(`/api/top-ups/${id}`);
  const { paddle_transaction_id } = (await begun.json()) as { paddle_transaction_id: string };
  await page.goto(`/refunds/${id}`);
  await expect(page.getByText(/^Begun on .*, not paid$/)).toBeVisible();

  await tell(paddle_transaction_id, 'transaction.paid', { status: 'paid' });
  await expect(page.getByText('Paid, being credited')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText(/^Payment received on /)).toBeVisible();
  await expect(page.getByText(/not paid/)).toHaveCount(0);
  await tell(paddle_transaction_id, 'transaction.completed', { status: 'completed', currency_code: 'USD' });
  await expect(page.getByText('With support')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText(/not paid/)).toHaveCount(0);
  await page.goto('/overview');
  await expect(page.getByText('Your payment of €25.00 is being looked at')).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
  await page.getByRole('link', { name: 'See where it stands' }).click();
  await expect(page.getByText(id)).toBeVisible();

  const desk = await page.context().browser()!.newContext({ baseURL: demo().appUrl, locale: 'en-GB' });
  const staff = await desk.newPage();
  await signIn(staff, await newStaff('support'));
  await staff.goto('/support/events');
  const parked = staff.getByRole('row').filter({ hasText: id });
  await parked.getByRole('link', { name: /^Its payment/ }).click();
  await expect(staff.getByRole('heading', { name: 'Payment of €25.00' })).toBeVisible();
  await staff.goBack();
  await parked.getByRole('button', { name: /^Put aside/ }).click();
  const dialog = staff.getByRole('dialog');
  await dialog.getByLabel('What was done').fill('   ');
  await dialog.getByRole('button', { name: 'Put aside' }).click();
  await expect(dialog.getByText('Write a reason.')).toBeVisible();
  await expectAccessible(staff);
  await expectFitsPhone(staff);
  await dialog.getByLabel('What was done').fill('Refunded at Paddle');
  await dialog.getByRole('button', { name: 'Put aside' }).click();
  await expect(parked.getByRole('button', { name: /^Put aside/ })).toHaveCount(0);
  await desk.close();
});

test('the desk is nobody’s but staff’s', async ({ page }) => {
  const paths = ['/support/refunds', '/support/events', '/support/reconciliation'];
  await signIn(page, await customerWithKey('curious'));
  for (const path of paths) expect((await page.goto(path))!.status()).toBe(404);
  const desk = await page.context().browser()!.newContext({ baseURL: demo().appUrl, locale: 'en-GB' });
  const staff = await desk.newPage();
  await signIn(staff, await newStaff('support'));
  for (const path of paths) {
    expect((await staff.goto(path))!.status()).toBe(200);
    await expectAccessible(staff);
    await expectFitsPhone(staff);
  }
  await staff.getByRole('button', { name: 'Run it now' }).click();
  await expect(staff.getByText('Compared just now.')).toBeVisible({ timeout: 30_000 });
  await staff.goto('/refunds');
  await expect(staff.getByText('404')).toBeVisible();
  await desk.close();
});

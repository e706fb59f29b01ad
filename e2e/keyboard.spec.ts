import { expect, test } from '@playwright/test';
import { demo, expectAccessible, expectAnswers, expectFitsPhone } from './demo.ts';
import { customerWithKey, newStaff, ops } from './ops.ts';
import { signIn } from './sign-in.ts';

// What somebody meets who has no mouse, no connection, or no verified address.

test('Generate keeps the focus, and an order without an answer stays one order', async ({
  page,
  context,
}) => {
  const customer = await customerWithKey('keyboard');
  await signIn(page, customer);
  await page.goto('/generate');
  const prompt = page.getByLabel('Prompt');
  const send = page.getByRole('button', { name: 'Make the picture' });

  await send.press('Enter');
  await expect(page.getByText('Describe the picture first.')).toBeVisible();
  await expect(prompt).toBeFocused();

  await prompt.fill('a stone bridge');
  await context.setOffline(true);
  await send.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'No answer came' })).toBeVisible();
  await expect(send).toBeFocused();
  await context.setOffline(false);
  await send.press('Enter');
  const picture = page.getByRole('article', { name: 'a stone bridge' });
  await expect(picture).toHaveAttribute('data-status', 'completed', { timeout: 30_000 });
  await expect(send).toBeFocused();

  const answer = await fetch(`${demo().appUrl}/v1/jobs`, {
    headers: { authorization: `Bearer ${customer.apiKey}` },
  });
  const { data } = (await answer.json()) as { data: unknown[] };
  expect(data).toHaveLength(1);
});

test('a page that is long on its way says so along the head, until it is there', async ({ page }) => {
  await signIn(page, await customerWithKey('waiting'));
  await page.goto('/overview');
  const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
  await page.route('**/history?_rsc=*', (route) => answered.then(() => route.continue()));
  await expectAnswers(page);
  await page.getByRole('link', { name: 'History', exact: true }).press('Enter');
  const sign = page.getByRole('banner').getByText('Loading');
  await expect(sign).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
  answer();
  await expect(page.getByRole('heading', { level: 1, name: 'History' })).toBeVisible();
  await expect(sign).toBeHidden();
});

test('an order whose answer is late says so, keeps what was typed, and goes on when the answer comes', async ({
  page,
}) => {
  await signIn(page, await customerWithKey('late-order'));
  await page.goto('/generate');
  const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
  await page.route('**/generate', (route) =>
    route.request().method() === 'POST' ? answered.then(() => route.continue()) : route.continue(),
  );
  await page.getByLabel('Prompt').fill('a slow ferry');
  await page.clock.install();
  const send = page.getByRole('button', { name: 'Make the picture' });
  const before = page.getByRole('alert').filter({ hasText: 'No answer came' });
  await page.route('**/generate', (route) => route.abort(), { times: 1 });
  await send.press('Enter');
  await expect(before).toBeVisible();
  await send.press('Enter');
  // What was said of the order before is not said while this one is on its way.
  await expect(before).toHaveCount(0);
  const notice = page.getByRole('alert').filter({ hasText: 'No answer yet' });
  await page.clock.runFor(14_000);
  await expect(notice).toHaveCount(0);
  await page.clock.runFor(2_000);
  await expect(notice).toContainText('look there before you order it again');
  await expect(page.getByLabel('Prompt')).toHaveValue('a slow ferry');
  await expectAccessible(page);
  await expectFitsPhone(page);
  await page.clock.resume();
  answer();
  const picture = page.getByRole('article', { name: 'a slow ferry' });
  await expect(picture).toHaveAttribute('data-status', 'completed', { timeout: 30_000 });
  await expect(notice).toHaveCount(0);
});

test('Pay without a connection says soon that no answer came, and pressed again it is one payment', async ({
  page,
  context,
}) => {
  await signIn(page, await customerWithKey('offline'));
  await page.goto('/top-up');
  await page.getByRole('radio', { name: /25/ }).check({ force: true });
  await page.getByLabel('Country').selectOption('DE');
  await page.getByRole('checkbox', { name: /I ask for/ }).check();
  const pay = page.getByRole('button', { name: /^Pay / });
  await expect(pay).toHaveText('Pay €29.75');

  await context.setOffline(true);
  await pay.press('Enter');
  const notice = page.getByRole('alert').filter({ hasText: 'No answer came' });
  await expect(notice).toContainText('Check the connection, then press again');
  await expect(pay).toBeEnabled();
  await expect(pay).toBeFocused();
  await expectAccessible(page);
  await expectFitsPhone(page);
  // A price that cannot be asked for is said to be missing, and comes by itself once it can be.
  await page.locator('label').filter({ hasText: '€50.00' }).click();
  await expect(
    page.getByText('VAT and total are not to be had at the moment', { exact: false }),
  ).toBeVisible();

  await context.setOffline(false);
  await expect(pay).toHaveText('Pay €59.50');
  await pay.press('Enter');
  await expect(page.frameLocator('iframe').getByLabel('Card number')).toBeVisible();
  await page.goto('/refunds');
  await expect(page.getByText('Not paid')).toHaveCount(1);
});

test('Pay on a connection that hangs says so while it waits, and goes on when the answer comes', async ({
  page,
}) => {
  await signIn(page, await customerWithKey('hanging'));
  await page.clock.install();
  await page.goto('/top-up');
  await page.getByRole('radio', { name: /25/ }).check({ force: true });
  await page.getByLabel('Country').selectOption('DE');
  await page.getByRole('checkbox', { name: /I ask for/ }).check();
  const line = Promise.withResolvers<void>();
  await page.route('**/top-up', async (route) => {
    if (route.request().method() === 'POST') await line.promise;
    await route.continue();
  });
  await page.getByRole('button', { name: /^Pay / }).press('Enter');
  await expect(page.getByRole('button', { name: 'Preparing the payment' })).toBeVisible();
  const notice = page.getByRole('status').filter({ hasText: 'No answer yet' });
  await page.clock.runFor(10_000);
  await expect(notice).toBeHidden();
  await page.clock.runFor(10_000);
  await expect(notice).toContainText('Nothing was paid');
  await expectAccessible(page);
  await expectFitsPhone(page);

  line.resolve();
  await expect(page.frameLocator('iframe').getByLabel('Card number')).toBeVisible();
  await expect(notice).toBeHidden();
});

test('a checkout that is closed gives the focus back to what it was about', async ({ page }) => {
  await signIn(page, await customerWithKey('closing'));
  await page.goto('/top-up');
  await page.getByRole('radio', { name: /25/ }).check({ force: true });
  await page.getByLabel('Country').selectOption('DE');
  await page.getByRole('checkbox', { name: /I ask for/ }).check();
  await page.getByRole('button', { name: /^Pay / }).press('Enter');
  const number = page.frameLocator('iframe').getByLabel('Card number');
  await number.fill('4242');
  await expect(number).toBeFocused();
  // Not waited for: the key takes its own frame away, and now and then nobody is left to say that it was let go.
  page.keyboard.press('Escape').catch(() => {});
  await expect(page.getByRole('button', { name: 'Continue the payment' })).toBeVisible();
  await expect(page.getByRole('heading', { name: /25/ })).toBeFocused();
});

test('what takes its own button from the page leaves the focus at what it came to', async ({ page }) => {
  await signIn(page, await customerWithKey('focus'));
  const focused = page.locator(':focus');
  await page.goto('/overview');
  await page.getByRole('button', { name: 'Got it' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Got it' })).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();

  await page.goto('/api-keys');
  await page.getByRole('button', { name: 'Revoke the key focus' }).press('Enter');
  await page.getByRole('button', { name: 'Revoke key', exact: true }).press('Enter');
  await expect(focused).toContainText('revoked');
  await expect(page.getByRole('button', { name: 'Revoke the key focus' })).toHaveCount(0);
  await expect(focused).toContainText('revoked');

  await page.goto('/settings');
  await page.getByLabel('Name').fill('Fay Focus');
  await page.getByRole('button', { name: 'Save name' }).press('Enter');
  await expect(focused).toHaveText('Your name is saved.');
});

test('before verification nothing can be ordered, and both pages say what opens them', async ({ page }) => {
  const email = `unverified.${Date.now().toString(36)}@example.com`;
  const password = 'quiet-harbour-lantern-47';
  await ops('create-customer', '--email', email, '--password', password, '--name', 'Una Verified');
  await signIn(page, { email, password });
  await page.goto('/generate');
  await expect(page.getByText('Verify your e-mail address first')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Make the picture' })).toBeDisabled();
  await expect(page.locator('main').getByRole('link', { name: 'Top up' })).toHaveCount(0);
  await expectAccessible(page);
  await expectFitsPhone(page);
  await page.goto('/top-up');
  await expect(page.getByText('Verify your e-mail address', { exact: true })).toHaveCount(1);
  await expect(page.getByRole('button', { name: /^Pay / })).toHaveCount(0);
  await page.goto('/overview');
  await expect(page.getByText('Nothing yet: verify your address first')).toBeVisible();
});

test('what does not exist is said once, within the frame of whoever looks', async ({ page }) => {
  const nobodys = '01990f6e-7c1d-7a52-b0c4-5d1f0a6a2c11';
  const expectSaidOnce = async (path: string) => {
    await page.goto(path);
    await expect(page.getByRole('heading', { name: 'This page does not exist' })).toHaveCount(1);
    // A frame within the frame has no landmarks of its own.
    await expect(page.locator('footer'), path).toHaveCount(1);
    await expect(page.getByRole('link', { name: 'Sign in' })).toHaveCount(0);
  };
  await signIn(page, await customerWithKey('nowhere'));
  for (const path of [`/history/${nobodys}`, '/support', '/nowhere']) await expectSaidOnce(path);
  await signIn(page, await newStaff('support'));
  for (const path of [`/support/customers/${nobodys}`, '/support/staff', '/overview', '/nowhere'])
    await expectSaidOnce(path);
});

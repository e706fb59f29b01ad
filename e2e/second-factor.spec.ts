import { readdirSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import decodeQR from 'qr/decode.js';
import sharp from 'sharp';
import { codeOf, stepAt } from '#lib/auth/totp.ts';
import { now } from '#lib/core/clock.ts';
import { demo, expectAccessible, expectFitsPhone, mailTo } from './demo.ts';
import { customerWithKey, newStaff, ops } from './ops.ts';
import { throughSignIn } from './sign-in.ts';

// The second factor of staff, from the first sign-in to the reset by a colleague.

test.afterEach(async () => {
  expect(await ops('check')).toMatchObject({ ok: true, violations: [] });
});

const password = 'quiet-harbour-lantern-47';

/** Staff as the operator makes them: without a second factor yet. */
async function bareStaff(
  role: 'support' | 'admin' = 'support',
): Promise<{ email: string; password: string }> {
  const email = `bare.${Date.now().toString(36)}${Math.floor(Math.random() * 1e6)}@depicta.example`;
  await ops('create-staff', ...['--email', email, '--password', password, '--role', role]);
  return { email, password };
}

async function showPassword(page: Page, who: { email: string; password: string }): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').fill(who.email);
  await page.getByLabel('Password', { exact: true }).fill(who.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

async function showCode(page: Page, code: string, label = 'Code'): Promise<void> {
  await page.getByLabel(label, { exact: true }).fill(code);
  await page.getByRole('button', { name: 'Go on' }).click();
}

/** What a phone reads off the page. */
async function scan(page: Page): Promise<string> {
  const picture = await page.getByRole('img', { name: /QR code/ }).screenshot();
  const { data, info } = await sharp(picture).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return decodeQR({ width: info.width, height: info.height, data });
}

const secretOn = async (page: Page) => (await page.getByTestId('secret').textContent())!.replaceAll(' ', '');

async function setUp(page: Page): Promise<string> {
  await page.getByLabel('Your password').fill(password);
  await page.getByRole('button', { name: 'Begin' }).click();
  await expect(page.getByTestId('secret')).toBeVisible();
  return secretOn(page);
}

test('the first sign-in leads to setting it up, by keyboard alone, and on to where somebody wanted to go', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const sam = await bareStaff();
  await page.goto('/support/books');
  await page.getByLabel('E-mail address').fill(sam.email);
  await page.getByLabel('Password', { exact: true }).fill(sam.password);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/sign-in\/second-factor\/set-up\?next=%2Fsupport%2Fbooks/);
  await expectAccessible(page);
  await expectFitsPhone(page);
  await page.getByLabel('Your password').fill('not the password');
  await page.keyboard.press('Enter');
  await expect(page.getByText('This is not your present password.')).toBeVisible();
  await page.getByLabel('Your password').fill(password);
  await page.keyboard.press('Enter');

  await expect(page.getByTestId('secret')).toBeVisible();
  const secret = await secretOn(page);
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  expect(await scan(page)).toBe(
    `otpauth://totp/Depicta:${encodeURIComponent(sam.email)}?secret=${secret}&issuer=Depicta`,
  );
  await expectAccessible(page);
  await expectFitsPhone(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await scan(page)).toContain(secret);

  const code = page.getByLabel('The code that the app shows now');
  await expect(code).toHaveAttribute('autocomplete', 'one-time-code');
  await expect(code).toHaveAttribute('inputmode', 'numeric');
  await code.fill('000 000');
  await page.keyboard.press('Enter');
  await expect(page.getByText('This code does not work.', { exact: false })).toBeVisible();
  await expect(code).toBeFocused();
  expect(await secretOn(page)).toBe(secret);
  const right = codeOf(secret, stepAt(now()));
  await code.fill(`${right.slice(0, 3)} ${right.slice(3)}`);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Your recovery codes' })).toBeFocused();
  await expect(page.getByTestId('recovery-codes').getByRole('listitem')).toHaveCount(10);
  await expect(page.getByTestId('secret')).toHaveCount(0);
  await expectAccessible(page);
  await expectFitsPhone(page);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/support/books');

  await page.goto('/settings');
  await expect(page.getByText('Recovery codes not used yet: 10.')).toBeVisible();
  await page.goto('/sign-in/second-factor/set-up');
  await expect(page.getByTestId('secret')).toHaveCount(0);
  const mail = await mailTo(sam.email, /Your second factor is set up/);
  expect(mail.text).not.toContain(secret);
  await page.goto(`/support/audit?action=second_factor_set_up&actor=${encodeURIComponent(sam.email)}`);
  await expect(page.getByRole('row').filter({ hasText: 'Set up their second factor' })).toHaveCount(1);
});

test('after the password alone every page of the desk leads to the code, and a used code lets nobody in', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const sam = await newStaff('support');
  await showPassword(page, sam);
  expect(new URL(page.url()).pathname).toBe('/sign-in/second-factor');
  await expectAccessible(page);
  await expectFitsPhone(page);
  const pages = readdirSync('app/(support)', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('page.tsx'))
    .map(
      (path) =>
        `/${path.replace(/\/?page\.tsx$/, '').replace('[id]', '019ac0de-0000-7000-8000-000000000000')}`,
    );
  expect(pages.length).toBeGreaterThanOrEqual(10);
  for (const path of [...pages, '/settings', '/overview']) {
    await page.goto(path);
    // A page with a skeleton is led on from by its script.
    await page.waitForURL(/\/sign-in\/second-factor\?next=/);
    expect(new URL(page.url()).searchParams.get('next'), path).toMatch(/^\/(support|settings|overview)/);
  }
  await page.goto('/sign-in/second-factor/set-up');
  expect(new URL(page.url()).pathname).toBe('/sign-in/second-factor');

  const { code } = await ops<{ code: string }>('demo-code', '--email', sam.email);
  await showCode(page, '12');
  await expect(page.getByText('This code does not work.', { exact: false })).toBeVisible();
  await showCode(page, code);
  await page.waitForURL('**/support');

  const context = await page.context().browser()!.newContext({ baseURL: demo().appUrl, locale: 'en-GB' });
  const other = await context.newPage();
  await showPassword(other, sam);
  await showCode(other, code);
  await expect(other.getByText('This code does not work.', { exact: false })).toBeVisible();
  await other.getByRole('button', { name: 'Sign out' }).click();
  await other.waitForURL(/\/sign-in\?done=signed_out/);
  await other.goto('/sign-in/second-factor');
  expect(new URL(other.url()).pathname).toBe('/sign-in');
  await context.close();
});

test('five wrong codes make the right one wait', async ({ page }) => {
  test.setTimeout(90_000);
  const sam = await newStaff('support');
  await showPassword(page, sam);
  for (const wrong of ['1', '2', '3', '4', '5']) {
    await showCode(page, wrong);
    await expect(page.getByRole('button', { name: 'Go on' })).toBeEnabled();
    await expect(page.getByText('This code does not work.', { exact: false })).toBeVisible();
  }
  const { code } = await ops<{ code: string }>('demo-code', '--email', sam.email);
  await showCode(page, code);
  await expect(page.getByText('Too many attempts. Try again in 15 minutes.')).toBeVisible();
});

test('a recovery code lets in once, says how many are left, and new ones take their place', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const sam = await bareStaff();
  await showPassword(page, sam);
  const secret = await setUp(page);
  await page.getByLabel('The code that the app shows now').fill(codeOf(secret, stepAt(now())));
  await page.getByRole('button', { name: 'Set it up' }).click();
  const list = page.getByTestId('recovery-codes').getByRole('listitem');
  await expect(list).toHaveCount(10);
  const [first] = await list.allTextContents();

  await page.context().clearCookies();
  await showPassword(page, sam);
  await page.getByRole('link', { name: 'Use a recovery code' }).click();
  await expect(page.getByRole('heading', { name: 'Use a recovery code' })).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
  await showCode(page, first!.toLowerCase(), 'Recovery code');
  await page.waitForURL(/\/settings#second-factor/);
  await expect(page.getByText('Recovery codes not used yet: 9.')).toBeVisible();
  expect((await mailTo(sam.email, /A recovery code of yours was used/)).text).toContain('9');
  // From the top: what the head of the page lies over counts as too small.
  await page.goto('/settings');
  await expectAccessible(page);
  await expectFitsPhone(page);

  await page.getByLabel('Your password').fill(password);
  await page.getByRole('button', { name: 'Make new recovery codes' }).click();
  await expect(list).toHaveCount(10);
  expect(await list.allTextContents()).not.toContain(first);
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await expect(page.getByText('Recovery codes not used yet: 10.')).toBeVisible();
  await expect(list).toHaveCount(0);
});

test('an admin resets a colleague’s, not their own, and the colleague is signed out and sets it up anew', async ({
  page,
}) => {
  test.setTimeout(150_000);
  const [sam, ada] = [await newStaff('support'), await newStaff('admin')];
  await showPassword(page, sam);
  await throughSignIn(page, sam.email);
  expect((await page.goto('/support/staff'))!.status()).toBe(404);

  const context = await page.context().browser()!.newContext({ baseURL: demo().appUrl, locale: 'en-GB' });
  const admin = await context.newPage();
  await showPassword(admin, ada);
  await throughSignIn(admin, ada.email);
  await admin.goto('/settings');
  await admin.getByRole('link', { name: 'Colleagues: roles and second factors' }).click();
  await admin.waitForURL('**/support/staff');
  const sectionOf = (email: string) =>
    admin.locator('section').filter({ has: admin.getByRole('heading', { name: email }) });
  await expect(sectionOf(ada.email).getByText('This is you', { exact: false })).toBeVisible();
  await expect(sectionOf(ada.email).getByRole('button')).toHaveCount(0);
  await expectAccessible(admin);
  await expectFitsPhone(admin);
  await sectionOf(sam.email).getByLabel('Reason, for the audit log').fill('Lost the phone, asked by voice');
  await sectionOf(sam.email).getByRole('button', { name: 'Reset the second factor' }).click();
  await expect(sectionOf(sam.email).getByText('Not set up')).toBeVisible();
  await admin.goto('/support/audit?action=second_factor_reset');
  await expect(admin.getByRole('row').filter({ hasText: sam.email })).toContainText('Lost the phone');
  await page.goto('/support');
  expect(new URL(page.url()).pathname).toBe('/sign-in');
  await mailTo(sam.email, /Your second factor was reset/);
  await showPassword(page, sam);
  expect(new URL(page.url()).pathname).toBe('/sign-in/second-factor/set-up');

  // Who leaves can sign in no more.
  await admin.goto('/support/staff');
  await sectionOf(sam.email).getByLabel('Role', { exact: true }).selectOption('has left, no access');
  await sectionOf(sam.email).getByLabel('Reason for the change').fill('Left the company');
  await sectionOf(sam.email).getByRole('button', { name: 'Change the role' }).click();
  await expect(sectionOf(sam.email).getByText('has left, no access').first()).toBeVisible();
  await admin.goto('/support/audit?action=role_change');
  await expect(admin.getByRole('row').filter({ hasText: sam.email })).toContainText('Left the company');
  await context.close();
  await page.goto('/support');
  expect(new URL(page.url()).pathname).toBe('/sign-in');
  await page.locator('input[name="email"]').fill(sam.email);
  await page.locator('input[name="password"]').fill(sam.password);
  await page.locator('form button[type="submit"]').click();
  await expect(page.getByRole('alert').filter({ hasText: /password/i })).toBeVisible();
});

test('customers are asked for none, and its pages are not theirs', async ({ page }) => {
  const customer = await customerWithKey('one.factor');
  await showPassword(page, customer);
  await page.waitForURL('**/overview');
  await page.goto('/sign-in/second-factor');
  await page.waitForURL('**/overview');
  expect((await page.goto('/sign-in/second-factor/set-up'))!.status()).toBe(404);
  await page.goto('/settings');
  await expect(page.getByRole('heading', { name: 'Second factor' })).toHaveCount(0);
});

test('the operator resets who nobody else can, and gets codes of a demo alone', async () => {
  const ada = await newStaff('admin');
  await ops('reset-second-factor', ...['--email', ada.email, '--reason', 'The only admin']);
  await expect(ops('demo-code', '--email', ada.email)).rejects.toMatchObject({
    stdout: expect.stringContaining('No second factor is set up'),
  });
});

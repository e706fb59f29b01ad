import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  expect,
  type Page,
  test,
} from '@playwright/test';
import { demo, expectAccessible, expectFitsPhone, linkIn, mailTo } from './demo.ts';

const PASSWORD = 'quiet-harbour-lantern-47';
const NEW_PASSWORD = 'a lamp at low tide, 1923';

const newAddress = (name: string) =>
  `${name}.${Date.now().toString(36)}${Math.random().toString(36).slice(2, 6)}@example.com`;

async function fillSignUp(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.goto('/sign-up');
  await page.getByLabel('Name').fill('Ada');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Create account' }).click();
}

async function signIn(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** An address block of its own, so that the tests of an hour do not use up each other's forms. */
function ownBlock(): { 'x-forwarded-for': string } {
  const part = () => 1 + Math.floor(Math.random() * 254);
  return { 'x-forwarded-for': `10.${part()}.${part()}.1` };
}

/** Another browser, elsewhere. */
async function newBrowser(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  return (await browser.newContext({ extraHTTPHeaders: ownBlock(), ...options })).newPage();
}

test.beforeEach(({ context }) => context.setExtraHTTPHeaders(ownBlock()));

/** A verified customer, signed in. */
async function newCustomer(page: Page, name: string): Promise<string> {
  const email = newAddress(name);
  await fillSignUp(page, email);
  await expect(page.getByRole('heading', { name: 'Look into your mail' })).toBeVisible();
  await page.goto(linkIn(await mailTo(email, /verify/i), '/verify'));
  await page.getByRole('button', { name: 'Verify my address' }).click();
  await page.waitForURL('**/overview');
  return email;
}

async function expectWellMade(page: Page): Promise<void> {
  // What lies half under the frame's head counts as too small to press.
  await page.evaluate(() => scrollTo(0, 0));
  await expectAccessible(page);
  await expectFitsPhone(page);
}

/** Every cookie a page has set, by name. */
async function cookieNames(context: BrowserContext): Promise<string[]> {
  return (await context.cookies()).map((cookie) => cookie.name).sort();
}

test('signing up with a taken address looks just like signing up, and its owner is told', async ({
  browser,
}) => {
  const [one, two] = [await newBrowser(browser), await newBrowser(browser)];
  const email = newAddress('taken');
  const outcomes = [];
  for (const page of [one, two]) {
    await fillSignUp(page, email);
    await expect(page.getByRole('heading', { name: 'Look into your mail' })).toBeVisible();
    const text = await page.locator('main').innerText();
    outcomes.push({ url: page.url(), text, cookies: await cookieNames(page.context()) });
  }
  expect(outcomes[1]).toEqual(outcomes[0]);
  await mailTo(email, /already have an account/);
  await Promise.all([one, two].map((page) => page.context().close()));
});

test('a refused form keeps what was typed and says what to mend beside the field', async ({ page }) => {
  await fillSignUp(page, newAddress('weak'), 'password1234');
  await expect(page.getByText('This password is among the first that are tried.')).toBeVisible();
  await expect(page.getByLabel('Password', { exact: true })).toBeFocused();
  await expect(page.getByLabel('Name')).toHaveValue('Ada');
  await expectWellMade(page);
});

test('a wrong password is refused in words, and the right one leads to where one wanted to go', async ({
  page,
}) => {
  const email = await newCustomer(page, 'back');
  await page.context().clearCookies();
  await page.goto('/settings');
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fsettings$/);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill('not the password');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByText('The address or the password is wrong.')).toBeVisible();
  await expectWellMade(page);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL('**/settings');
  await page.goto('/sign-in?next=//evil.example');
  await page.waitForURL('**/overview');
});

test('a link out of a mail, opened while signed out, leads to that very address once one is signed in', async ({
  page,
}) => {
  const email = await newCustomer(page, 'link.kept');
  for (const path of ['/statement?month=2026-10&kind=charge', '/history?status=failed&from=2026-11-01']) {
    await page.context().clearCookies();
    await page.goto(path);
    await expect(page).toHaveURL(new RegExp(`/sign-in\\?next=${encodeURIComponent(path)}$`));
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.waitForURL(`${demo().appUrl}${path}`);
  }
});

test('the address of a page does not lead from signing in to another site', async ({ page }) => {
  const { appUrl } = demo();
  // What the proxy notes for a page cannot be noted by whoever asks, and a query is only ever a query.
  const asked = await page.request.get(`${appUrl}/statement?next=//evil.example`, {
    headers: { 'x-page-address': '//evil.example' },
  });
  const [, next = ''] = /url=\/sign-in\?next=([^"]+)"/.exec(await asked.text()) ?? [];
  expect(new URL(decodeURIComponent(next), appUrl).origin).toBe(new URL(appUrl).origin);
  expect(decodeURIComponent(next)).toMatch(/^\/statement\?next=/);
  for (const path of ['//evil.example/', '/%5Cevil.example', '/\\evil.example']) {
    const lost = await page.request.get(`${appUrl}${path}`, { maxRedirects: 0 });
    expect(lost.headers().location ?? '', path).not.toMatch(/^(https?:)?[/\\]{2}evil/);
  }
});

test('the verification link does nothing by being opened, works once, and on another device asks for the password', async ({
  page,
  browser,
}) => {
  const email = newAddress('link');
  await fillSignUp(page, email);
  const link = linkIn(await mailTo(email, /verify/i), '/verify');
  for (let i = 0; i < 3; i += 1) expect((await page.request.get(link)).status()).toBe(200);

  const elsewhere = await newBrowser(browser);
  await elsewhere.goto(link);
  await expectWellMade(elsewhere);
  // Whoever made the account knows its password; whoever has only the mail may be somebody whose address was used.
  await elsewhere.getByLabel('Password', { exact: true }).fill('not the password');
  await elsewhere.getByRole('button', { name: 'Verify my address' }).click();
  await expect(elsewhere.getByText('This is not the password of this account.')).toBeVisible();
  await expectWellMade(elsewhere);
  await elsewhere.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await elsewhere.getByRole('button', { name: 'Verify my address' }).click();
  await elsewhere.waitForURL('**/overview');

  await page.goto('/verify?token=made-up');
  await page.getByRole('button', { name: 'Verify my address' }).click();
  await expect(page.getByText('This link does not work any more.')).toBeVisible();
  await elsewhere.context().close();
});

test('before verification one may look, is told what is missing, and can have the mail sent again', async ({
  page,
}) => {
  const email = newAddress('look');
  await fillSignUp(page, email);
  await expect(page.getByRole('heading', { name: 'Look into your mail' })).toBeVisible();
  await expectWellMade(page);
  await signIn(page, email);
  await page.waitForURL('**/overview');
  await page.goto('/settings');
  await expect(page.getByText('It also brings you €1.00 of free trial credit.')).toBeVisible();
  await page.getByRole('button', { name: 'Send the mail again' }).click();
  await expect(page.getByText('A new mail is on its way.')).toBeVisible();
  await expectWellMade(page);
});

test('a forgotten password is chosen anew by mail, which signs out everywhere', async ({ page, browser }) => {
  const email = await newCustomer(page, 'forgot');
  const visitor = await newBrowser(browser);
  await visitor.goto('/forgot');
  await visitor.getByLabel('E-mail address').fill(email);
  await visitor.getByRole('button', { name: 'Send the link' }).click();
  await expect(
    visitor.getByText('If this address has an account, a mail with a link is on its way.'),
  ).toBeVisible();
  await expectWellMade(visitor);
  await visitor.goto(linkIn(await mailTo(email, /new password/i), '/reset'));
  await visitor.getByLabel('New password').fill(NEW_PASSWORD);
  await expectWellMade(visitor);
  await visitor.getByRole('button', { name: 'Set the new password' }).click();
  await visitor.waitForURL('**/sign-in?done=reset');
  await signIn(visitor, email, NEW_PASSWORD);
  await visitor.waitForURL('**/overview');

  await page.goto('/settings');
  await expect(page).toHaveURL(/\/sign-in/);
  await mailTo(email, /password was changed/);
  await visitor.context().close();
});

test('settings: another name, another password, and sessions that end at once', async ({ page, browser }) => {
  const email = await newCustomer(page, 'settings');
  const elsewhere = await newBrowser(browser, { userAgent: 'Mozilla/5.0 (Windows NT 10.0) Firefox/140.0' });
  await signIn(elsewhere, email);
  await elsewhere.waitForURL('**/overview');
  await elsewhere.goto('/settings');

  await page.goto('/settings');
  await expectWellMade(page);
  await page.getByLabel('Name').fill('Lady Ada');
  await page.getByRole('button', { name: 'Save name' }).click();
  await expect(page.getByText('Your name is saved.')).toBeVisible();
  await page.getByRole('button', { name: 'Account', exact: true }).click();
  await expect(page.locator('#account-menu').getByText('Lady Ada')).toBeVisible();
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: /End the session of Firefox on Windows/ }).click();
  await expect(page.getByText('The session is ended.')).toBeVisible();
  // A page that still stands open in the other browser is led to sign in by its next action.
  await elsewhere.getByLabel('Name').fill('Eve');
  await elsewhere.getByRole('button', { name: 'Save name' }).click();
  await elsewhere.waitForURL('**/sign-in?next=%2Fsettings');

  await page.getByLabel('Present password').fill('not the password');
  await page.getByLabel('New password').fill(NEW_PASSWORD);
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('This is not your present password.')).toBeVisible();
  await page.getByLabel('Present password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('Your password is changed.')).toBeVisible();

  await page.getByRole('button', { name: 'Account', exact: true }).click();
  await page.getByRole('button', { name: 'Sign out' }).first().click();
  await page.waitForURL('**/sign-in?done=signed_out');
  await signIn(page, email, NEW_PASSWORD);
  await page.waitForURL('**/overview');
  await elsewhere.context().close();
});

test('a copied cookie is of no use once its owner has signed out', async ({ page, playwright }) => {
  await newCustomer(page, 'cookie');
  const storageState = await page.context().storageState();
  const thief = await playwright.request.newContext({ baseURL: demo().appUrl, storageState });
  expect((await thief.get('/v1/balance')).status()).toBe(200);
  await page.getByRole('button', { name: 'Account', exact: true }).click();
  await page.getByRole('button', { name: 'Sign out' }).first().click();
  await page.waitForURL('**/sign-in?done=signed_out');
  expect((await thief.get('/v1/balance')).status()).toBe(401);
  await thief.dispose();
});

test('an API key is shown once, works, shows its limit, and stops when it is revoked', async ({
  page,
  playwright,
}) => {
  test.slow();
  await newCustomer(page, 'keys');
  await page.goto('/api-keys');
  await expect(page.getByText('You have no key')).toBeVisible();
  await page.getByLabel('Name').fill('Laptop');
  await page.getByLabel('Monthly limit').fill('lots');
  await page.getByRole('button', { name: 'Create key' }).click();
  await expect(page.getByText('Write an amount in euros')).toBeVisible();
  await page.getByLabel('Monthly limit').fill('7,50');
  await page.getByRole('button', { name: 'Create key' }).click();
  const key = await page.getByTestId('new-key').innerText();
  expect(key).toMatch(/^dpct_[A-Za-z0-9]{43}$/);
  await expectWellMade(page);
  await page.getByRole('button', { name: 'I have copied it' }).click();
  await expect(page.getByText('of €7.50', { exact: true })).toBeVisible();
  await expect(page.getByText(`dpct_…${key.slice(-4)}`)).toBeVisible();

  const program = await playwright.request.newContext({
    baseURL: demo().appUrl,
    extraHTTPHeaders: { authorization: `Bearer ${key}` },
  });
  expect(await (await program.get('/v1/balance')).json()).toMatchObject({ balance_eur: '1.000000' });
  await page.reload();
  await expect(page.getByText(key)).toHaveCount(0);
  await page.getByRole('button', { name: 'Revoke the key Laptop' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Revoke key' }).click();
  await expect(page.getByText('The key “Laptop” is revoked.')).toBeVisible();
  expect((await program.get('/v1/balance')).status()).toBe(401);
  await page.getByText('Revoked keys').click();
  await expect(page.getByText(`dpct_…${key.slice(-4)}`)).toBeVisible();
  await expectWellMade(page);
  await program.dispose();
});

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false });

  test('a visitor signs up, mends a mistake, verifies, signs out and in again', async ({ page }) => {
    const email = newAddress('plain');
    await fillSignUp(page, email, 'password1234');
    await expect(page.getByText('This password is among the first that are tried.')).toBeVisible();
    expect(page.url()).not.toContain('password1234');
    expect(page.url()).not.toContain(encodeURIComponent(email));
    await fillSignUp(page, email);
    await expect(page.getByRole('heading', { name: 'Look into your mail' })).toBeVisible();
    await page.goto(linkIn(await mailTo(email, /verify/i), '/verify'));
    await page.getByRole('button', { name: 'Verify my address' }).click();
    await page.waitForURL('**/overview');
    await page.getByRole('button', { name: 'Account', exact: true }).click();
    await page.getByRole('button', { name: 'Sign out' }).first().click();
    await page.waitForURL('**/sign-in?done=signed_out');
    await signIn(page, email, 'not the password');
    await expect(page.getByText('The address or the password is wrong.')).toBeVisible();
    await signIn(page, email);
    await page.waitForURL('**/overview');
  });
});

test('a form sent from another site is refused, whoever is signed in', async ({ request }) => {
  const form = { email: newAddress('csrf'), password: PASSWORD, name: 'Eve' };
  for (const origin of ['https://evil.example', 'null']) {
    const answer = await request.post('/api/account/sign-up', {
      form,
      headers: { origin, accept: 'application/json' },
    });
    expect(answer.status()).toBe(400);
  }
  const none = await request.post('/api/account/sign-in', { form, headers: { accept: 'application/json' } });
  expect(none.status()).toBe(400);
});

test('after ten wrong passwords an account is closed to everybody for a while, with the time to wait', async ({
  request,
}) => {
  const headers = { origin: new URL(demo().appUrl).origin, accept: 'application/json' };
  const email = newAddress('guess');
  const statuses: number[] = [];
  for (let i = 0; i < 11; i += 1) {
    // Each from an address block of its own, as a botnet would.
    const answer = await request.post('/api/account/sign-in', {
      data: { email, password: 'not the password' },
      headers: { ...headers, 'x-forwarded-for': `198.51.${i}.7` },
    });
    statuses.push(answer.status());
    if (i === 10) {
      expect(Number(answer.headers()['retry-after'])).toBeGreaterThan(800);
      expect(await answer.json()).toMatchObject({
        error: 'rate_limited',
        message: expect.stringMatching(/minutes/),
      });
    }
  }
  expect(statuses).toEqual([...Array(10).fill(401), 429]);
});

test('the endpoints of next-auth sign in and out under the same rules', async ({ page, request }) => {
  const email = await newCustomer(page, 'endpoint');
  const { csrfToken } = await (await request.get('/api/auth/csrf')).json();
  const signInWith = (password: string) =>
    request.post('/api/auth/callback/credentials', {
      form: { csrfToken, email, password, json: 'true', callbackUrl: '/settings' },
      headers: ownBlock(),
    });
  expect((await (await signInWith('not the password')).json()).url).toContain('error=CredentialsSignin');
  expect((await request.get('/v1/balance')).status()).toBe(401);
  expect((await (await signInWith(PASSWORD)).json()).url).toMatch(/\/settings$/);
  expect(await (await request.get('/api/auth/session')).json()).toMatchObject({
    user: { name: 'Ada', email },
  });
  expect((await request.get('/v1/balance')).status()).toBe(200);

  const { cookies } = await request.storageState();
  await request.post('/api/auth/signout', { form: { csrfToken, json: 'true' } });
  const session = cookies.find((cookie) => cookie.name.endsWith('depicta.session'));
  const stolen = await request.get('/v1/balance', {
    headers: { cookie: `${session?.name}=${session?.value}` },
  });
  expect(stolen.status()).toBe(401);
});

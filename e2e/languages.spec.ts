import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test';
import { demo, linkIn, mailTo } from './demo.ts';
import { customerWithKey, newStaff } from './ops.ts';
import { demoCustomer, signIn, signInOnPage } from './sign-in.ts';
import { englishOn, lengthenWords, wordsOf } from './words.ts';

// Every page in German and in a language that needs 40 % more room, on a phone and on a desk.

const WIDTHS = [320, 1280] as const;
const PUBLIC = [
  ['/', 'Das Bild bezahlen, nicht den Monat'],
  ['/pricing', 'Modelle und Preise'],
  ['/sign-in', 'Anmelden'],
  ['/sign-up', 'Konto erstellen'],
  ['/forgot', 'Passwort vergessen?'],
  ['/reset?token=none', 'Neues Passwort wählen'],
  ['/verify?sent=1', 'Sehen Sie in Ihr Postfach'],
  ['/closed', 'Ihr Konto ist geschlossen'],
  ['/nowhere', 'Diese Seite gibt es nicht'],
] as const;
const CUSTOMER = [
  ['/overview', 'Übersicht'],
  ['/top-up', 'Aufladen'],
  ['/generate', 'Bild erstellen'],
  ['/generate/process', 'Bild bearbeiten'],
  ['/history', 'Verlauf'],
  ['/statement', 'Kontoauszug'],
  ['/balance', 'Guthaben zu einem Zeitpunkt'],
  ['/refunds', 'Zahlungen und Erstattungen'],
  ['/api-keys', 'API-Schlüssel'],
  ['/settings', 'Einstellungen'],
] as const;
const DESK = [
  ['/support', 'Kunden suchen'],
  ['/support/refunds', 'Erstattungen'],
  ['/support/grants', 'Gutschriften'],
  ['/support/events', 'Ereignisse von Paddle'],
  ['/support/reconciliation', 'Abgleich'],
  ['/support/books', 'Bücher'],
  ['/support/audit', 'Protokoll'],
] as const;

type Language = 'de-DE' | 'en-GB';

/** A browser in a language, from an address block of its own, so that tests do not use up each other's sign-ins. */
async function browserIn(browser: Browser, locale: Language): Promise<BrowserContext> {
  const part = () => 1 + Math.floor(Math.random() * 254);
  return browser.newContext({
    baseURL: demo().appUrl,
    locale,
    timezoneId: 'UTC',
    extraHTTPHeaders: { 'x-forwarded-for': `10.${part()}.${part()}.1` },
  });
}

/** Whoever reads: an empty page, a page of the customer whose account has a history, or the desk. */
async function readerIn(browser: Browser, locale: Language, role?: 'customer' | 'admin'): Promise<Page> {
  const page = await (await browserIn(browser, locale)).newPage();
  if (role !== undefined) await signIn(page, role === 'admin' ? await newStaff('admin') : demoCustomer());
  return page;
}

/** Nothing makes the page wider than its window. What does is named. */
async function expectNoSidewaysScroll(page: Page, what: string): Promise<void> {
  await expect
    .poll(
      () =>
        page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          if (scrollWidth <= clientWidth) return [];
          const wide = [...document.body.querySelectorAll('*')].filter(
            (element) => element.getBoundingClientRect().right > clientWidth + 0.5,
          );
          return wide.slice(-5).map((element) => element.outerHTML.slice(0, 160));
        }),
      { message: `${page.url()} scrolls sideways ${what}` },
    )
    .toEqual([]);
}

/** What the browser complains of, such as a text that the server wrote otherwise. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text()))
      complaints.push(`${page.url()}: ${message.text()}`);
  });
  return complaints;
}

/** The page of the newest payment and of the newest job, and the statement of this month, which need ids. */
async function detailsOf(page: Page): Promise<string[]> {
  const paths: string[] = [];
  for (const [list, pattern] of [
    ['/refunds', '/refunds/'],
    ['/history', '/history/'],
  ] as const) {
    await page.goto(list);
    const link = page.locator(`main a[href^="${pattern}"]`).first();
    paths.push((await link.getAttribute('href'))!);
  }
  await page.goto('/statement');
  paths.push((await page.locator('main a[href*="month="]').first().getAttribute('href'))!);
  return paths;
}

async function expectGerman(page: Page, path: string, heading?: string): Promise<void> {
  await page.goto(path);
  const title = page.getByRole('heading', { level: 1 });
  await expect(title).toBeVisible();
  if (heading !== undefined) await expect(title).toHaveText(heading);
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await page.waitForLoadState('networkidle');
  expect(await englishOn(page), `${path} says something in English`).toEqual([]);
  // An amount with a dot before its cents, or a currency sign before it, is written as English does.
  expect(
    (await wordsOf(page)).match(/€\d|\d\.\d\d\s?€/g),
    `${path} writes amounts as English does`,
  ).toBeNull();
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    await expectNoSidewaysScroll(page, `in German at ${width} px`);
  }
}

for (const [name, role, pages] of [
  ['public page', undefined, PUBLIC],
  ['page of a customer', 'customer', CUSTOMER],
  ['page of the desk', 'admin', DESK],
] as const) {
  test(`every ${name} speaks German and nothing else, and fits`, async ({ browser }) => {
    test.setTimeout(600_000);
    const page = await readerIn(browser, 'de-DE', role);
    const complaints = complaintsOf(page);
    for (const [path, heading] of pages) await expectGerman(page, path, heading);
    if (role === 'customer') for (const path of await detailsOf(page)) await expectGerman(page, path);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test(`every ${name} has room for words that are 40 % longer`, async ({ browser }) => {
    test.setTimeout(600_000);
    const page = await readerIn(browser, 'en-GB', role);
    const paths = [...pages.map(([path]) => path), ...(role === 'customer' ? await detailsOf(page) : [])];
    for (const path of paths)
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 800 });
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await page.waitForLoadState('networkidle');
        await lengthenWords(page);
        await expectNoSidewaysScroll(page, `with longer words at ${width} px`);
      }
    await page.context().close();
  });
}

test('the API’s reference says in German what it is, and that it is English itself', async ({ browser }) => {
  const page = await readerIn(browser, 'de-DE');
  await page.goto('/docs');
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(page).toHaveTitle(/API-Referenz/);
  await expect(page.locator('.api-reference')).toHaveAttribute('lang', 'en');
  await page.context().close();
});

test('a language chosen in the settings is there at once, in every browser of its owner and in letters', async ({
  page,
  browser,
}) => {
  test.slow();
  const customer = await customerWithKey('sprache');
  await signIn(page, customer);
  await page.goto('/settings');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.getByLabel('Language').selectOption({ label: 'Deutsch' });
  await page.getByRole('button', { name: 'Save time zone and language' }).click();
  await expect(page.getByText('Gespeichert. Seiten und Zeiten werden jetzt so angezeigt.')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Einstellungen');
  await expect(page).toHaveTitle(/Einstellungen/);

  // English, says this browser; its owner chose otherwise.
  const elsewhere = await readerIn(browser, 'en-GB');
  await signInOnPage(elsewhere, customer);
  await expect(elsewhere.getByRole('heading', { level: 1 })).toHaveText('Übersicht');
  await elsewhere.goto('/forgot');
  await elsewhere.locator('input[name="email"]').fill(customer.email);
  await elsewhere.locator('form button[type="submit"]').click();
  const mail = await mailTo(customer.email, /^Wählen Sie ein neues Passwort$/);
  expect(mail.text).toContain('Guten Tag');
  expect(mail.text.replace(/\s+/g, ' ')).toContain('Der Link gilt einmal, eine Stunde lang.');
  await elsewhere.context().close();
});

test('whoever signs up in German is written to in German, and refusals are German', async ({ browser }) => {
  const page = await readerIn(browser, 'de-DE');
  const email = `neu.${Date.now().toString(36)}@example.com`;
  await page.goto('/sign-up');
  await page.locator('input[name="name"]').fill('Jürgen');
  await page.locator('input[name="email"]').fill(email);
  await page.locator('input[name="password"]').fill('qwertyuiop');
  await page.locator('form button[type="submit"]').click();
  await expect(
    page.getByText('Dieses Passwort gehört zu denen, die als Erste ausprobiert werden.'),
  ).toBeVisible();
  await page.locator('input[name="password"]').fill('stille-hafen-laterne-47');
  await page.locator('form button[type="submit"]').click();
  await page.waitForURL(/\/verify/);
  const mail = await mailTo(email, /^Bestätigen Sie Ihre E-Mail-Adresse$/);
  expect(mail.text.replace(/\s+/g, ' ')).toContain('1,00 € kostenloses Testguthaben');
  expect(linkIn(mail, '/verify')).toContain('token=');
  await page.context().close();
});

test('a top-up in German: a comma, the consent in the words of the law, the receipt with the same words', async ({
  browser,
}) => {
  test.slow();
  const customer = await customerWithKey('aufladen');
  const page = await readerIn(browser, 'de-DE');
  await signIn(page, customer);
  await page.goto('/top-up');
  await page.getByLabel('Oder ein anderer Betrag').fill('3,50');
  await page.getByLabel('Land').selectOption({ label: 'Österreich' });
  await page.locator('main form button[type="submit"]').click();
  await expect(page.getByText(/Die kleinste Aufladung ist 5,00\s€\./)).toBeVisible();
  await expect(page.getByText(/Setzen Sie das Häkchen/)).toBeVisible();
  await page.getByLabel('Oder ein anderer Betrag').fill('12,50');
  await page.getByRole('checkbox', { name: /vor Ablauf der Widerrufsfrist/ }).check();
  await page.getByRole('button', { name: /12,50|15,00/ }).click();
  const overlay = page.frameLocator('iframe');
  await overlay.getByLabel('Card number').fill('4242 4242 4242 4242');
  await overlay.getByLabel('Expiry date').fill('12 / 30');
  await overlay.getByLabel(/Security code|CVC/i).fill('123');
  await overlay.getByRole('button', { name: /^Pay/ }).click();
  // The page may say so before Paddle's window has led back to it.
  await page.waitForURL(/checkout=done/, { timeout: 20_000 });
  await expect(page.getByText(/12,50\s€ gutgeschrieben/)).toBeVisible({ timeout: 20_000 });

  // Nothing was chosen in the settings: the letter's language is the fallback, the consent's the one that was read.
  const mail = await mailTo(customer.email, /^Your top-up of €12.50/);
  expect(mail.text.replace(/\s+/g, ' ')).toContain('dass mein Widerrufsrecht erlischt');

  await page.goto('/refunds');
  await page.locator('main a[href^="/refunds/"]').first().click();
  await page.getByRole('button', { name: 'Vertrag widerrufen' }).click();
  await expect(page.getByRole('button', { name: 'Widerruf bestätigen' })).toBeVisible();
  await page.context().close();
});

test('the statement of a month is a German file', async ({ browser }) => {
  const page = await readerIn(browser, 'de-DE', 'customer');
  await page.goto('/statement');
  const month = (await page.locator('main a[href*="month="]').first().getAttribute('href'))!;
  const [, name] = /month=([\d-]+)/.exec(month)!;
  const answer = await page.request.get(`/api/statements/${name}?format=pdf`, {
    headers: { 'accept-language': 'de-DE' },
  });
  expect(answer.headers()['content-type']).toBe('application/pdf');
  expect((await answer.body()).toString('latin1')).toContain('/Lang (de)');
  await page.context().close();
});

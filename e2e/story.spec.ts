import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, type Page, test } from '@playwright/test';
import { demo, expectAccessible, expectFitsPhone, linkIn, mailTo } from './demo.ts';
import { expectCredited, GOOD_CARD, payBy } from './pay.ts';

const run = promisify(execFile);
const PASSWORD = 'quiet-harbour-lantern-47';

/** The command line as it is built, against this demo. */
async function depicta(apiKey: string, ...args: string[]): Promise<string> {
  const { stdout } = await run(process.execPath, ['cli/bin/depicta.mjs', ...args], {
    env: {
      ...process.env,
      DEPICTA_API_URL: demo().appUrl,
      DEPICTA_API_KEY: apiKey,
      XDG_CONFIG_HOME: mkdtempSync(join(tmpdir(), 'depicta-cli-')),
    },
    timeout: 90_000,
  });
  return stdout.trim();
}

/** The available balance as a page shows it, to the micro-euro. */
async function available(page: Page): Promise<string> {
  return (await page.getByTestId('available').locator('data').getAttribute('value')) ?? '';
}

test('from sign-up to a topped-up, spent and explained balance', async ({ page, context }) => {
  test.setTimeout(240_000);
  const email = `story.${Date.now().toString(36)}@example.com`;

  await test.step('a visitor signs up and verifies the address through a real mail', async () => {
    await page.goto('/sign-up');
    await expectAccessible(page);
    await expectFitsPhone(page);
    await page.getByLabel('Name').fill('Story Teller');
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Create account' }).click();
    await expect(page.getByRole('heading', { name: 'Look into your mail' })).toBeVisible();
    await expect(page.getByRole('link', { name: /mail inbox/ }).first()).toBeVisible();
    const mail = await mailTo(email, /verify/i);
    await page.goto(linkIn(mail, '/verify'));
    await page.getByRole('button', { name: 'Verify my address' }).click();
    await page.waitForURL((url) => !url.pathname.startsWith('/verify'));
    if (new URL(page.url()).pathname === '/sign-in') {
      await page.getByLabel('E-mail address').fill(email);
      await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
      await page.getByRole('button', { name: 'Sign in' }).click();
    }
    await page.goto('/overview');
    expect(await available(page)).toBe('1.000000');
    await expectAccessible(page);
    await expectFitsPhone(page);
  });

  // A second tab, opened before anything is paid: it must follow without a reload.
  const other = await context.newPage();
  await other.goto('/overview');
  expect(await available(other)).toBe('1.000000');

  await test.step('tops up EUR 25 with the card that pays', async () => {
    await page.goto('/top-up');
    await expectAccessible(page);
    await expectFitsPhone(page);
    await page.getByRole('radio', { name: /25/ }).check({ force: true });
    await page.getByLabel('Country').selectOption('DE');
    await expect(page.getByText('€29.75').first()).toBeVisible();
    await page.getByRole('checkbox', { name: /I ask for/ }).check();
    await page.getByRole('button', { name: /^Pay / }).click();
    await payBy(GOOD_CARD, page.frameLocator('iframe'));
    await expectCredited(page);
    await expect(other.getByTestId('available').locator('data')).toHaveAttribute('value', '26.000000', {
      timeout: 5_000,
    });
    await expect(other.getByTestId('valid-through')).toContainText(/\d{1,2} \w+ 20\d\d \(UTC\)/);
    await mailTo(email, /top-up/i);
  });

  let apiKey = '';
  await test.step('makes an API key, shown once', async () => {
    await page.goto('/api-keys');
    await expectAccessible(page);
    await expectFitsPhone(page);
    await page.getByLabel('Name').fill('Laptop');
    await page.getByRole('button', { name: 'Create key' }).click();
    const shown = page.getByText(/dpct_[A-Za-z0-9]{43}/).first();
    await expect(shown).toBeVisible();
    apiKey = /dpct_[A-Za-z0-9]{43}/.exec((await shown.textContent()) ?? '')?.[0] ?? '';
    await page.reload();
    await expect(page.getByText(apiKey)).toHaveCount(0);
  });

  await test.step('the command line makes a real picture and agrees with the dashboard to the micro-euro', async () => {
    const output = join(mkdtempSync(join(tmpdir(), 'depicta-picture-')), 'lighthouse.png');
    const answer = JSON.parse(
      await depicta(apiKey, 'image', 'a lighthouse at dusk', '--output', output, '--json'),
    );
    expect(existsSync(output)).toBe(true);
    const bytes = readFileSync(output);
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(answer.formats.png.hash);
    const balance = JSON.parse(await depicta(apiKey, 'balance', '--json'));
    expect(balance.balance_eur).toBe(answer.balance_eur);
    await expect(other.getByTestId('available').locator('data')).toHaveAttribute(
      'value',
      balance.balance_eur,
    );
    expect(await depicta(apiKey, 'balance')).toContain(balance.balance_eur.slice(0, 4));
  });

  await test.step('the page Generate quotes, holds, settles and shows the picture', async () => {
    await page.goto('/generate');
    await expectAccessible(page);
    await expectFitsPhone(page);
    await page.getByLabel('Prompt').fill('a red sailing boat at sunset');
    const held = await page.getByTestId('quote').locator('data').nth(1).getAttribute('value');
    await page.getByRole('button', { name: 'Make the picture' }).click();
    const picture = page.getByRole('article', { name: 'a red sailing boat at sunset' });
    await expect(picture).toBeVisible();
    await expect(picture).toHaveAttribute('data-status', 'completed', { timeout: 60_000 });
    await expect(picture.getByRole('img')).toHaveJSProperty('complete', true);
    expect(
      await picture.getByRole('img').evaluate((img: HTMLImageElement) => img.naturalWidth),
    ).toBeGreaterThan(500);
    expect(Number(held)).toBeGreaterThan(0);
    for (const format of ['PNG', 'JPEG', 'WEBP']) {
      const link = picture.getByRole('link', { name: `Download ${format}` });
      const response = await page.request.get((await link.getAttribute('href'))!);
      expect(response.status()).toBe(200);
    }
  });

  await test.step('the history lists both with held and actual cost', async () => {
    await page.goto('/history');
    await expectAccessible(page);
    await expectFitsPhone(page);
    const rows = page.getByRole('row').filter({ hasText: /lighthouse|sailing boat/ });
    await expect(rows).toHaveCount(2);
    await page.getByRole('link', { name: 'a lighthouse at dusk' }).click();
    await expect(page.getByRole('heading', { name: 'a lighthouse at dusk' })).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
  });

  await test.step('the statement runs through without a gap, and the overview’s number opens into its sum', async () => {
    const statement = await page.request.get('/v1/statement?limit=100');
    const { data } = (await statement.json()) as {
      data: { kind: string; amount_eur: string; balance_before_eur: string; balance_after_eur: string }[];
    };
    expect(data.map((row) => row.kind).reverse()).toEqual([
      'trial',
      'top_up',
      ...['hold', 'hold_settled', 'charge'],
      ...['hold', 'hold_settled', 'charge'],
    ]);
    data.slice(0, -1).forEach((row, i) => {
      expect(row.balance_before_eur).toBe(data[i + 1]!.balance_after_eur);
    });
    await page.goto('/statement');
    await expectAccessible(page);
    await expectFitsPhone(page);
    await page.goto('/overview');
    expect(await available(page)).toBe(data[0]!.balance_after_eur);
    await page.getByTestId('available').click();
    await expect(page.getByText('€0.00 unexplained')).toBeVisible();
    await expectAccessible(page);
  });
});

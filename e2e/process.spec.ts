import { closeSync, ftruncateSync, mkdtempSync, openSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import sharp from 'sharp';
import { expectAccessible, expectFitsPhone } from './demo.ts';
import { customerWithKey, ops } from './ops.ts';
import { signIn } from './sign-in.ts';

// Processing a picture on the page: from the file to the charge in the statement, and everything that can be wrong.

async function png(name = 'red.png', width = 60, height = 40) {
  const picture = sharp({ create: { width, height, channels: 3, background: '#c03020' } });
  return { name, mimeType: 'image/png', buffer: await picture.png().toBuffer() };
}

const file = (page: Page) => page.getByLabel('Choose a file, or drop it here').first();
const send = (page: Page) => page.getByRole('button', { name: 'Process the picture' });
const result = (page: Page) => page.getByTestId('result');
const jobsOf = async (page: Page) =>
  ((await (await page.request.get('/v1/jobs')).json()) as { data: { status: string; cost_eur: string }[] })
    .data;

/** Sends a picture and waits until it is chosen. */
async function upload(page: Page, name = 'red.png'): Promise<void> {
  await file(page).setInputFiles(await png(name));
  await expect(page.getByRole('radio', { name })).toBeChecked();
}

test('from a file of this machine to the charge in the statement', async ({ page }) => {
  test.setTimeout(240_000);
  await signIn(page, await customerWithKey('process'));
  await page.goto('/generate');
  await page.getByRole('link', { name: 'Process a picture' }).click();
  await expect(page.getByRole('heading', { name: 'Process', level: 1 })).toBeVisible();

  await test.step('at first there is no picture, and the page says how to get one', async () => {
    await expect(page.getByText('No picture at hand')).toBeVisible();
    await expect(page.getByRole('main').getByRole('link', { name: 'Make a picture' })).toHaveCount(2);
    await expectAccessible(page);
    await expectFitsPhone(page);
  });

  await test.step('the price, what is left and the lot stand there before it is sent', async () => {
    await upload(page);
    await page.getByLabel('Operation').selectOption('remove-background');
    const figures = page.getByTestId('quote').locator('data');
    await expect(figures.nth(1)).toHaveAttribute('value', '0.005000');
    await page.getByLabel('Operation').selectOption('resize');
    await expect(figures.nth(0)).toHaveAttribute('value', '1.000000');
    await expect(figures.nth(1)).toHaveAttribute('value', '0.001000');
    await expect(figures.nth(2)).toHaveAttribute('value', '0.999000');
    const lots = page.getByTestId('quote-lots').getByRole('listitem');
    await expect(lots).toHaveText([/Trial credit of .+0\.001/]);
    await page.getByLabel('Width, in pixels').fill('30');
    await expectAccessible(page);
    await expectFitsPhone(page);
  });

  await test.step('the result stands beside the picture, with its cost, its file and the new balance', async () => {
    await send(page).click();
    await expect(result(page)).toHaveAttribute('data-status', 'completed', { timeout: 30_000 });
    await expect(result(page).getByRole('img', { name: 'Before: red.png' })).toBeVisible();
    const after = result(page).getByRole('img', { name: 'After: Resize' });
    await expect.poll(() => after.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(30);
    const [cost, balance] = await result(page).locator('data').all();
    await expect(cost!).toHaveAttribute('value', '0.001000');
    await expect(balance!).toHaveAttribute('value', '0.999000');
    await expect(result(page).getByText('30 × 20 pixels')).toBeVisible();
    await expect(result(page).getByText(/until \d\d:\d\d, in (59|60) minutes|in 1 hour/)).toBeVisible();
    const href = await result(page).getByRole('link', { name: 'Download PNG' }).getAttribute('href');
    const bytes = await (await page.request.get(href!)).body();
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 30, height: 20 });
    await expect(page.getByRole('banner').locator('data[value="0.999000"]').first()).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
  });

  await test.step('the result is worked on in turn', async () => {
    await result(page).getByRole('button', { name: 'Go on with this result' }).click();
    await expect(page.getByRole('radio', { name: /Resize/ })).toBeChecked();
    await expect(page.getByLabel('Operation')).toBeFocused();
    await page.getByLabel('Operation').selectOption('grayscale');
    await expect(page.getByText('There is nothing to set.')).toBeVisible();
    await send(page).click();
    await expect(result(page).getByRole('img', { name: 'After: Greyscale' })).toBeVisible({
      timeout: 30_000,
    });
  });

  await test.step('the statement has each with its hold, its settlement and its charge', async () => {
    const { data } = (await (await page.request.get('/v1/statement?limit=100')).json()) as {
      data: { kind: string; amount_eur: string; balance_after_eur: string }[];
    };
    expect(data.map(({ kind }) => kind).reverse()).toEqual([
      'trial',
      ...['hold', 'hold_settled', 'charge'],
      ...['hold', 'hold_settled', 'charge'],
    ]);
    expect(data[0]!.balance_after_eur).toBe('0.998000');
    await page.goto('/statement');
    await expect(page.getByRole('main').locator('data[value="0.998000"]').first()).toBeVisible();
  });

  await test.step('both pictures can be processed from where they are shown', async () => {
    await page.goto('/generate');
    await page.getByRole('article', { name: 'Greyscale' }).getByRole('link', { name: 'Process it' }).click();
    await expect(page).toHaveURL(/\/generate\/process\?picture=/);
    await expect(page.getByRole('radio', { name: /Greyscale/ })).toBeChecked();
    await page.goto('/history');
    await page.getByRole('main').getByRole('link', { name: 'Resize', exact: true }).click();
    await page.getByRole('link', { name: 'Process it' }).click();
    await expect(page.getByRole('radio', { name: /Resize/ })).toBeChecked();
  });
});

test('by keyboard alone, and an order whose answer was lost stays one order', async ({ page, context }) => {
  await signIn(page, await customerWithKey('process-keys'));
  await page.goto('/generate/process');
  await upload(page, 'first.png');
  await upload(page, 'second.png');
  await expect(page.getByRole('radio', { name: 'second.png' })).toBeChecked();
  await page.getByRole('radio', { name: 'second.png' }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: 'first.png' })).toBeChecked();
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Operation')).toBeFocused();
  await page.keyboard.type('Blur');
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Radius')).toBeFocused();
  await page.keyboard.type('1,5');
  await context.setOffline(true);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'No answer came' })).toBeVisible();
  await context.setOffline(false);
  await send(page).focus();
  await page.keyboard.press('Enter');
  await expect(result(page)).toHaveAttribute('data-status', 'completed', { timeout: 30_000 });
  await expect(result(page).getByRole('img', { name: 'Before: first.png' })).toBeVisible();
  await expect(send(page)).toBeFocused();
  expect(await jobsOf(page)).toMatchObject([{ status: 'completed', cost_eur: '0.001000' }]);
});

test('pressed twice it is one operation', async ({ page }) => {
  await signIn(page, await customerWithKey('process-twice'));
  await page.goto('/generate/process?operation=grayscale');
  await upload(page);
  await send(page).dblclick();
  await expect(result(page)).toHaveAttribute('data-status', 'completed', { timeout: 30_000 });
  expect(await jobsOf(page)).toHaveLength(1);
});

test('what is wrong is said at its field, before anything is held and after', async ({ page }) => {
  await signIn(page, await customerWithKey('process-wrong'));
  await page.goto('/generate/process?operation=crop');

  await send(page).click();
  await expect(page.getByText('Choose a picture first.')).toBeVisible();
  await upload(page);
  await expect(page.getByText('Choose a picture first.')).toHaveCount(0);
  const width = page.getByLabel('Width, in pixels');
  await page.getByLabel('From the left edge, in pixels').fill('50');
  await page.getByLabel('From the upper edge, in pixels').fill('0');
  await width.fill('wide');
  await page.getByLabel('Height, in pixels').fill('10');
  await send(page).click();
  await expect(width).toBeFocused();
  await expect(width).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByText('Write a whole number from 1 to 100,000.')).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);

  // Only who knows the picture can tell that this lies beyond it: it is accepted, fails, and costs nothing.
  await width.fill('40');
  await send(page).click();
  await expect(result(page)).toHaveAttribute('data-status', 'failed', { timeout: 30_000 });
  await expect(result(page).getByText(/see Width, in pixels\. You were not charged\./)).toBeVisible();
  expect(await jobsOf(page)).toMatchObject([{ status: 'failed', cost_eur: '0.000000' }]);
  await expect(page.getByRole('banner').locator('data[value="1.000000"]').first()).toBeVisible();

  await page.getByLabel('Operation').selectOption('adjust');
  await send(page).click();
  await expect(page.getByText('Fill in at least one of these.')).toBeVisible();
});

test('a file that is no picture or too large is refused in words that say what to do', async ({ page }) => {
  await signIn(page, await customerWithKey('process-files'));
  await page.goto('/generate/process');
  await file(page).setInputFiles({
    name: 'a.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('no picture'),
  });
  await expect(page.getByRole('alert').filter({ hasText: 'This file is no PNG' })).toBeVisible();
  // What it says of itself does not count: the server looks at its bytes.
  await file(page).setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('no picture') });
  await expect(page.getByRole('alert').filter({ hasText: 'This file is no PNG' })).toBeVisible();
  const large = join(mkdtempSync(join(tmpdir(), 'depicta-large-')), 'large.png');
  const handle = openSync(large, 'w');
  ftruncateSync(handle, 52_428_801);
  closeSync(handle);
  await file(page).setInputFiles(large);
  await expect(page.getByRole('alert').filter({ hasText: 'larger than 50 MB' })).toBeVisible();
  await upload(page);
  await expect(page.getByRole('alert').filter({ hasText: /file/ })).toHaveCount(0);
});

test('without credit it is refused with what is missing, and the way to top up', async ({ page }) => {
  const first = await customerWithKey('process-poor');
  // The trial is granted once an address, whatever its tag.
  const email = first.email.replace('@', '+again@');
  await ops('create-customer', '--email', email, '--password', first.password, '--verified');
  await signIn(page, { email, password: first.password });
  await page.goto('/generate/process');
  const notice = page.getByText('€0.01 more is needed for this.');
  await expect(notice).toBeVisible();
  await upload(page);
  await page.getByLabel('Operation').selectOption('grayscale');
  await send(page).click();
  const alert = page.getByRole('alert').filter({ hasText: '€0.01 more is needed for this.' });
  await expect(alert.getByRole('link', { name: 'Top up' })).toBeVisible();
  expect(await jobsOf(page)).toEqual([]);
  await expectAccessible(page);
  await expectFitsPhone(page);
});

test('before verification, and where a picture is gone, the page says what to do', async ({ page }) => {
  const email = `process-una.${Date.now().toString(36)}@example.com`;
  const password = 'quiet-harbour-lantern-47';
  await ops('create-customer', '--email', email, '--password', password);
  await signIn(page, { email, password });
  await page.goto('/generate/process?picture=01990f6e-7c1d-7a52-b0c4-5d1f0a6a2c11');
  await expect(page.getByText('Verify your e-mail address first')).toBeVisible();
  await expect(page.getByText('The hour of this picture is over')).toBeVisible();
  await expect(send(page)).toBeDisabled();
  await expect(file(page)).toBeDisabled();
  await expectAccessible(page);
});

test('Generate’s quote names its lots, follows the model, and asks nothing while one types', async ({
  page,
}) => {
  const quotes: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/api/quote')) quotes.push(new URL(request.url()).search);
  });
  await signIn(page, await customerWithKey('process-quote'));
  await page.goto('/generate');
  const lots = page.getByTestId('quote-lots').getByRole('listitem');
  await expect(lots).toHaveText([/Trial credit of .+€0\.012/]);
  // Once more where the balance was told anew meanwhile: that alone asks again.
  await expect(async () => {
    const asked = quotes.length;
    await page.getByLabel('Prompt').pressSequentially('a stone bridge over a slow river');
    expect(quotes).toHaveLength(asked);
  }).toPass({ timeout: 60_000 });
  await page.getByText('2K', { exact: true }).click();
  await expect(lots).toHaveText([/Trial credit of .+€0\.02/]);
  await page.getByRole('button', { name: 'Make the picture' }).click();
  const available = page.getByTestId('quote').locator('data').first();
  await expect(available).not.toHaveAttribute('value', '1.000000');
});

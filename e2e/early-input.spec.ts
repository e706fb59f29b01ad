import { expect, type Page, test } from '@playwright/test';
import sharp from 'sharp';
import { demo } from './demo.ts';
import { customerWithKey } from './ops.ts';
import { signIn } from './sign-in.ts';

// A page can be filled in as soon as it is shown, before its scripts have arrived: what it shows is what it then goes by.

/** Opens a page whose scripts are on their way until `arrive` is called. */
async function openEarly(page: Page, path: string): Promise<{ arrive: () => void }> {
  const { promise, resolve: arrive } = Promise.withResolvers<void>();
  await page.route('**/*.js', (route) => promise.then(() => route.continue()));
  await page.goto(path, { waitUntil: 'commit' });
  return { arrive };
}

test('a top-up is for the amount, the country and the agreement that were given early', async ({ page }) => {
  await signIn(page, await customerWithKey('early-top-up'));
  const { arrive } = await openEarly(page, '/top-up');
  await page.getByLabel('Or another amount').fill('37');
  await page.getByLabel('Country').selectOption('DE');
  await page.getByLabel('I ask for my credit').check();
  arrive();
  await expect(page.getByRole('button', { name: 'Pay €44.03' })).toBeVisible();
  await expect(page.getByRole('radio', { name: '€25.00' })).not.toBeChecked();
  await page.getByRole('button', { name: 'Pay €44.03' }).click();
  await expect(page.frameLocator('iframe').getByRole('button', { name: 'Pay €44.03' })).toBeVisible();
});

test('a preset that was pressed early is the one that counts', async ({ page }) => {
  await signIn(page, await customerWithKey('early-preset'));
  const { arrive } = await openEarly(page, '/top-up');
  await page.getByText('€100.00', { exact: true }).click();
  arrive();
  await expect(page.getByRole('radio', { name: '€100.00' })).toBeChecked();
  await page.getByLabel('Country').selectOption('DE');
  await expect(page.getByRole('button', { name: 'Pay €119.00' })).toBeVisible();
});

test('a picture is made of the ratio and the size that were pressed early', async ({ page }) => {
  await signIn(page, await customerWithKey('early-generate'));
  const { arrive } = await openEarly(page, '/generate');
  await page.getByLabel('Prompt').fill('an early boat');
  await page.getByText('1:1', { exact: true }).click();
  await page.getByText('2K', { exact: true }).click();
  arrive();
  await page.getByRole('button', { name: 'Make the picture' }).click();
  const jobs = async () => (await (await page.request.get('/v1/jobs')).json()).data;
  await expect.poll(jobs).toMatchObject([{ status: 'completed', prompt: 'an early boat' }]);
  const [{ result }] = await jobs();
  expect(result.formats.png).toMatchObject({ width: 2048, height: 2048 });
});

test('an operation and a file that were chosen early are the ones that are sent', async ({ page }) => {
  await signIn(page, await customerWithKey('early-process'));
  const { arrive } = await openEarly(page, '/generate/process');
  await page.getByLabel('Operation').selectOption('grayscale');
  const picture = sharp({ create: { width: 6, height: 4, channels: 3, background: '#c03020' } });
  const buffer = await picture.png().toBuffer();
  const field = page.getByLabel('Choose a file, or drop it here');
  await field.setInputFiles({ name: 'early.png', mimeType: 'image/png', buffer });
  arrive();
  await expect(page.getByRole('radio', { name: 'early.png' })).toBeChecked();
  await expect(page.getByLabel('Operation')).toHaveValue('grayscale');
  await expect(page.getByText('There is nothing to set.')).toBeVisible();
});

test('settings are what was typed early', async ({ page }) => {
  await signIn(page, await customerWithKey('early-settings'));
  const { arrive } = await openEarly(page, '/settings');
  await page.getByLabel('Name').fill('Early Ada');
  await page.getByLabel('Warn me below').fill('4');
  await page.getByLabel('Time zone').selectOption('Asia/Tokyo');
  arrive();
  await page.getByRole('button', { name: 'Save name' }).click();
  await page.getByRole('button', { name: 'Save warnings and letters' }).click();
  await expect(page.getByText('Saved')).toHaveCount(2);
  await expect(page.getByLabel('Warn me below')).toHaveValue('4');
  await expect(page.getByLabel('Time zone')).toHaveValue('Asia/Tokyo');
  await page.unrouteAll();
  await page.reload();
  await expect(page.getByLabel('Name')).toHaveValue('Early Ada');
});

test('a form that is sent early is sent when the page can, and its words never stand in an address', async ({
  page,
}) => {
  await signIn(page, await customerWithKey('early-sent'));
  const addresses: string[] = [];
  page.on('request', (request) => addresses.push(request.url()));
  const { arrive } = await openEarly(page, '/settings');
  await page.getByLabel('Present password').fill('a-wrong-one-of-47-letters');
  await page.getByLabel('New password').fill('another-harbour-lantern-48');
  await page.getByLabel('New password').press('Enter');
  await page.getByLabel('New password').press('Enter');
  expect(new URL(page.url()).search).toBe('');
  const sent = page.waitForRequest((request) => request.method() === 'POST');
  arrive();
  await sent;
  await expect(page.getByLabel('Present password')).toHaveAttribute('aria-invalid', 'true');
  expect(addresses.filter((address) => /letters|lantern/.test(address))).toEqual([]);
});

test('a button that is pressed early is pressed when the page can, once however often', async ({ page }) => {
  const { arrive } = await openEarly(page, '/sign-in');
  const show = page.getByRole('button', { name: 'Show' });
  await show.click();
  await show.click();
  await expect(show).toHaveAttribute('aria-pressed', 'false');
  arrive();
  await expect(page.getByRole('button', { name: 'Hide' })).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByLabel('Password', { exact: true })).toHaveAttribute('type', 'text');
});

test('a button that is pressed early is pressed when the last script of its page has come', async ({
  page,
}) => {
  await signIn(page, await customerWithKey('early-revoke'));
  const html = await (await page.request.get('/api-keys')).text();
  const paths = Array.from(html.matchAll(/<script type="held" src="([^"]+)"/g), ([, path = '']) => path);
  const scripts = new Set(paths.map((path) => new URL(path, demo().appUrl).href));
  expect(scripts.size).toBeGreaterThan(5);
  const revoke = page.getByRole('button', { name: 'Revoke the key' });
  const dialog = page.getByRole('dialog');
  for (const last of scripts) {
    const { promise, resolve: arrive } = Promise.withResolvers<void>();
    await page.route(last, (route) => promise.then(() => route.continue()));
    const others = new Set(scripts);
    const come = (request: { url: () => string }) => others.delete(request.url());
    page.on('requestfinished', come);
    await page.goto('/api-keys', { waitUntil: 'commit' });
    await expect.poll(() => [...others]).toEqual([last]);
    await revoke.click();
    arrive();
    await expect(dialog, last).toBeVisible();
    page.off('requestfinished', come);
    await page.unrouteAll({ behavior: 'wait' });
  }
});

test('what is chosen while React takes the page over counts, and what was typed before stays', async ({
  page,
}) => {
  await signIn(page, await customerWithKey('early-meanwhile'));
  await page.addInitScript(() => {
    // React takes a page over part by part: here with a pause after each, and the choice is made before it comes to the form.
    const { postMessage } = MessagePort.prototype;
    MessagePort.prototype.postMessage = function (this: MessagePort, message: unknown) {
      setTimeout(() => postMessage.call(this, message), 50);
    };
    const isTaken = (selector: string) =>
      Object.keys(document.querySelector(selector) ?? {}).some((key) => key.startsWith('__reactProps'));
    const timer = setInterval(() => {
      const amount = document.querySelector<HTMLInputElement>('#amount');
      const country = document.querySelector<HTMLSelectElement>('#country');
      if (amount === null || country === null) return;
      amount.value = '37';
      if (!isTaken('header a')) return;
      clearInterval(timer);
      Object.assign(window, { wasEarly: !isTaken('#country') });
      country.value = 'DE';
      for (const name of ['input', 'change']) country.dispatchEvent(new Event(name, { bubbles: true }));
    });
  });
  await page.goto('/top-up');
  await expect(page.getByRole('button', { name: 'Pay €44.03' })).toBeVisible();
  await expect(page.getByLabel('Country')).toHaveValue('DE');
  await expect(page.getByLabel('Or another amount')).toHaveValue('37');
  expect(await page.evaluate(() => 'wasEarly' in window && window.wasEarly)).toBe(true);
});

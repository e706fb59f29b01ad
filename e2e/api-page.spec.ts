import { expect, test } from '@playwright/test';

// A picture of so large a page at each step costs more than the page itself.
test.use({ trace: 'off' });

test('the page of the API draws all of it, and asks no other host for anything', async ({
  page,
  baseURL,
}) => {
  test.setTimeout(400_000);
  const elsewhere: string[] = [];
  page.on('requestfinished', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== new URL(baseURL!).origin) elsewhere.push(request.url());
  });
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto('/docs');
    // A page of a hundred schemas, drawn by a script of a megabyte.
    await expect(page.getByRole('heading', { name: /^Depicta API/ })).toBeVisible({ timeout: 120_000 });
    for (const words of ['Generate a picture', 'watermark: writes a line of text onto it']) {
      await expect(page.getByRole('heading', { name: words })).toBeAttached({ timeout: 60_000 });
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  }
  expect(elsewhere).toEqual([]);
});

test('a browser without the renderer is led to the document', async ({ page }) => {
  await page.route('**/docs/redoc.js', (route) => route.abort());
  await page.goto('/docs');
  await expect(page.getByRole('status')).toContainText('could not be drawn');
  await expect(page.getByRole('link', { name: '/v1/openapi.json' })).toBeVisible();
});

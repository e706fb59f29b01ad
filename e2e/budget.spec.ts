import { type Browser, expect, type Page, test } from '@playwright/test';
import { BUDGET, pathOf, TARGETS } from '../bench/pages/targets.ts';
import { weigh } from '../bench/pages/weight.ts';
import { demo } from './demo.ts';
import { demoCustomer, signIn } from './sign-in.ts';

// What a page weighs is the same wherever it is measured; how fast that makes it, `npm run bench:pages` says.

/** A tab that is signed in as the demo's customer and has nothing in its cache. */
async function signedIn(browser: Browser): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, demoCustomer());
  return page;
}

/** Weighs a page in a context of its own that has the cookies of another. */
async function weighed(browser: Browser, page: Page, path: string) {
  const storageState = await page.context().storageState();
  const fresh = await browser.newContext({ storageState });
  try {
    return await weigh(await fresh.newPage(), `${demo().appUrl}${path}`);
  } finally {
    await fresh.close();
  }
}

test('no page of a customer sends more JavaScript than its budget, or asks anybody else for anything', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const page = await signedIn(browser);
  for (const target of TARGETS.filter(({ isCustomers }) => isCustomers)) {
    const path = await pathOf(page, demo().appUrl, target);
    if (path === undefined) continue;
    const { scriptBytes, scripts, otherOrigins } = await weighed(browser, page, path);
    const listed = scripts.map(({ url, bytes }) => `${bytes} ${new URL(url).pathname}`).join('\n');
    expect(scriptBytes, `${path} loads\n${listed}`).toBeLessThanOrEqual(BUDGET.javascriptBytes);
    expect(scripts.length, path).toBeGreaterThan(0);
    expect(otherOrigins, path).toEqual([]);
  }
});

test('public pages ask nobody else for anything', async ({ browser, page }) => {
  for (const { path } of TARGETS.filter(({ isCustomers }) => !isCustomers))
    expect((await weighed(browser, page, path)).otherOrigins, path).toEqual([]);
});

test('Paddle’s script is loaded on the top-up page alone, once the buyer begins to choose', async ({
  browser,
}) => {
  const page = await signedIn(browser);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const isPaddles = (url: string) => url.startsWith(demo().paddleUrl) && url.endsWith('paddle.js');
  await page.goto(`${demo().appUrl}/top-up`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.waitForTimeout(1_000);
  expect(asked.filter(isPaddles)).toEqual([]);
  await page.getByLabel('Or another amount').click();
  await expect.poll(() => asked.filter(isPaddles).length).toBe(1);
});

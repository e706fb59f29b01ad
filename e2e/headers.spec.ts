import { expect, type Page, test } from '@playwright/test';
import { demo, expectAnswers } from './demo.ts';
import { newStaff } from './ops.ts';
import { demoCustomer, signIn } from './sign-in.ts';

// What a page may load and run is in its headers: here they are read, and held against a browser.

const PUBLIC = [
  '/',
  '/pricing',
  '/docs',
  '/terms',
  '/privacy',
  '/refund-policy',
  '/sign-in',
  '/sign-up',
  '/forgot',
  '/nowhere',
];
const CUSTOMER = [
  '/overview',
  '/top-up',
  '/generate',
  '/history',
  '/statement',
  '/balance',
  '/refunds',
  '/api-keys',
  '/settings',
];
const STAFF = ['/support/refunds', '/support/events', '/support/reconciliation'];

/** What the browser refused to load or run, as the pages tell it. */
async function refusalsOn(page: Page): Promise<string[]> {
  const refused: string[] = [];
  await page.exposeFunction('tellRefusal', (what: string) => refused.push(what));
  await page.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', (event) =>
      (window as unknown as { tellRefusal(what: string): void }).tellRefusal(
        `${location.pathname}: ${event.violatedDirective} ${event.blockedURI}`,
      ),
    ),
  );
  return refused;
}

async function expectStrict(page: Page, paths: readonly string[]): Promise<void> {
  const paddle = new URL(demo().paddleUrl).origin;
  const nonces = new Set<string>();
  for (const path of paths) {
    const headers = (await page.goto(path))!.headers();
    const policy = headers['content-security-policy']!;
    const script = /script-src ([^;]*)/.exec(policy)![1]!;
    const nonce = /'nonce-([\w+/=]{24})'/.exec(script)?.[1];
    expect(nonce, path).toBeDefined();
    nonces.add(nonce!);
    expect(policy, path).toContain("default-src 'none'");
    expect(policy.replace("style-src-attr 'unsafe-inline'", ''), path).not.toMatch(
      path === '/docs' ? /unsafe-eval/ : /unsafe/,
    );
    expect(script, path).not.toMatch(/unsafe|\*|https?:\/\/(?!127\.0\.0\.1)/);
    expect(policy.includes(paddle), `${path} and the payment provider`).toBe(path === '/top-up');
    expect(headers, path).toMatchObject({
      'cache-control': expect.stringContaining('no-store'),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'strict-origin-when-cross-origin',
      'cross-origin-opener-policy': path === '/top-up' ? 'same-origin-allow-popups' : 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    await page.waitForLoadState('networkidle').catch(() => {});
  }
  expect(nonces.size, 'a nonce for each answer').toBe(paths.length);
}

test('public pages load nothing of others, and nothing of theirs is refused', async ({ page }) => {
  const refused = await refusalsOn(page);
  await expectStrict(page, PUBLIC);
  expect(refused).toEqual([]);
});

test('the pages of a customer, too; the payment provider is on the top-up page alone', async ({ page }) => {
  const refused = await refusalsOn(page);
  await signIn(page, demoCustomer());
  await expectStrict(page, CUSTOMER);
  expect(refused).toEqual([]);
});

test('and those of the desk', async ({ page }) => {
  const refused = await refusalsOn(page);
  await signIn(page, await newStaff('admin'));
  await expectStrict(page, STAFF);
  expect(refused).toEqual([]);
});

test('a script that somebody wrote into a page does not run, nor one of another host', async ({ page }) => {
  const refused = await refusalsOn(page);
  await page.goto('/pricing');
  await page.evaluate((paddle) => {
    const inline = document.createElement('script');
    inline.textContent = 'window.broken = true';
    const foreign = Object.assign(document.createElement('script'), { src: `${paddle}/paddle.js` });
    document.body.append(inline, foreign);
    document.body.insertAdjacentHTML('beforeend', '<img src="x:" onerror="window.broken = true">');
  }, demo().paddleUrl);
  await expect.poll(() => refused.length).toBeGreaterThanOrEqual(3);
  expect(await page.evaluate(() => 'broken' in window)).toBe(false);
});

test('the way to the top-up page and away from it loads a document, other ways do not', async ({ page }) => {
  await signIn(page, demoCustomer());
  await page.goto('/overview');
  const mark = () => page.evaluate(() => Object.assign(window, { sameDocument: true }));
  const isSame = () => page.evaluate(() => 'sameDocument' in window);
  await expectAnswers(page);
  await mark();
  const go = async (name: string, url: RegExp) => {
    await page.getByRole('navigation').getByRole('link', { name, exact: true }).first().click();
    await expect(page).toHaveURL(url);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  };
  await go('History', /\/history/);
  expect(await isSame()).toBe(true);
  await go('Top up', /\/top-up/);
  expect(await isSame()).toBe(false);
  await mark();
  await go('History', /\/history/);
  expect(await isSame()).toBe(false);
});

test('answers that are no pages run nothing wherever they are opened', async ({ request }) => {
  for (const path of ['/v1/pricing', '/v1/nowhere', '/health', '/api/live']) {
    const headers = (await request.get(path)).headers();
    expect(headers['content-security-policy'], path).toMatch(/^default-src 'none'; frame-ancestors 'none'/);
    expect(headers['x-content-type-options'], path).toBe('nosniff');
  }
});

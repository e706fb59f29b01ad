import { expect, type Page, test } from '@playwright/test';
import { expectFitsPhone } from './demo.ts';
import { ops } from './ops.ts';
import { signIn } from './sign-in.ts';

// The first minute: what somebody sees who has nothing yet. Every page says what will be here, and what to do.

const PASSWORD = 'quiet-harbour-lantern-47';

async function newcomer(page: Page): Promise<void> {
  const email = `newcomer.${Date.now().toString(36)}@example.com`;
  await ops('create-customer', '--email', email, '--password', PASSWORD);
  await signIn(page, { email, password: PASSWORD });
}

/** What each page says, and where its action leads, if it has one of its own. */
const PAGES: readonly (readonly [path: string, says: string, leadsTo?: string])[] = [
  ['/overview', 'No credit yet'],
  ['/generate', 'Your next picture appears here'],
  ['/generate/process', 'No picture at hand', '/generate'],
  ['/history', 'No pictures yet', '/generate'],
  ['/statement', 'Nothing has happened yet', '/top-up'],
  ['/refunds', 'No top-ups yet', '/top-up'],
  ['/api-keys', 'You have no key'],
];

test('who has nothing yet is told on every page what will be there and what to do', async ({ page }) => {
  await newcomer(page);
  const main = page.getByRole('main');
  for (const [path, says, leadsTo] of PAGES) {
    await page.goto(path);
    await expect(main.getByText(says, { exact: true }), path).toBeVisible();
    if (leadsTo !== undefined)
      await expect(main.locator(`a[href="${leadsTo}"]`).first(), `${path} leads to ${leadsTo}`).toBeVisible();
    await expectFitsPhone(page);
  }
});

test('what is not theirs, or nowhere, is not found within the frame, whatever it is', async ({ page }) => {
  await newcomer(page);
  const nobodys = '01990f6e-7c1d-7a52-b0c4-5d1f0a6a2c11';
  for (const path of [
    `/history/${nobodys}`,
    `/refunds/${nobodys}`,
    '/history/no-id',
    '/refunds/no-id',
    '/support',
  ]) {
    await page.goto(path);
    await expect(page.getByRole('heading', { name: 'This page does not exist' }), path).toBeVisible();
    await expect(page.getByRole('navigation').first()).toBeVisible();
  }
});

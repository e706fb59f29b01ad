import { expect, type FrameLocator, type Page } from '@playwright/test';

/** A test card that pays at once. */
export const GOOD_CARD = '4242 4242 4242 4242';

/** Orders a top-up to Germany. @returns Paddle's window, open over the page */
export async function openCheckout(page: Page, euros = '25'): Promise<FrameLocator> {
  await page.goto('/top-up');
  await page.getByLabel('Another amount').fill(euros);
  await page.getByLabel('Country').selectOption('DE');
  await page.getByRole('checkbox', { name: /I ask for/ }).check();
  await page.getByRole('button', { name: /^Pay / }).click();
  return page.frameLocator('iframe');
}

/** Pays in Paddle's window. What the bank says of it is up to the card. */
export async function payBy(card: string, overlay: FrameLocator): Promise<void> {
  await overlay.getByLabel('Card number').fill(card);
  await overlay.getByLabel('Expiry date').fill('12 / 30');
  await overlay.getByLabel(/Security code|CVC/i).fill('123');
  await overlay.getByRole('button', { name: /^Pay/ }).click();
}

/**
 * What was paid is credited. The page may say so before Paddle's window has led back to it: whoever goes elsewhere in
 * between is overtaken, so both are awaited.
 */
export async function expectCredited(page: Page, euros = '25'): Promise<void> {
  await page.waitForURL(/checkout=done/, { timeout: 20_000 });
  await expect(page.getByText(`€${euros}.00 credited`)).toBeVisible({ timeout: 20_000 });
}

/** A top-up, ordered, paid and credited. */
export async function topUp(page: Page, euros = '25'): Promise<void> {
  await payBy(GOOD_CARD, await openCheckout(page, euros));
  await expectCredited(page, euros);
}

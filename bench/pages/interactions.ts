import type { BrowserContext, Page } from '@playwright/test';

/** The processor of a phone, as Lighthouse takes it: a quarter of this one's speed. */
const CPU_SLOWDOWN = 4;

/** Something that people do on a page; `done` waits for what it leads to. */
export type Interaction = { name: string; path: string; act: (page: Page) => Promise<void> };

export const INTERACTIONS: readonly Interaction[] = [
  {
    name: 'generate: type a prompt, choose a model, see its quote',
    path: '/generate',
    act: async (page) => {
      await page.getByLabel('Prompt').click();
      await page.keyboard.type('a lighthouse at dusk', { delay: 40 });
      await page
        .locator('input[name="model"]:not(:checked)')
        .first()
        .locator('xpath=ancestor::label')
        .click();
      await page.getByTestId('quote-lots').waitFor();
    },
  },
  {
    name: 'overview: open what is available into its sum',
    path: '/overview',
    act: async (page) => {
      await page.locator('summary').first().click();
      await page.locator('details[open] dl').first().waitFor();
    },
  },
  {
    name: 'history: change a filter',
    path: '/history',
    act: async (page) => {
      await page.getByLabel('Job id').click();
      await page.keyboard.type('0192', { delay: 40 });
      await page.locator('select[name="status"]').focus();
      // The list stays closed: what is chosen changes in place.
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
    },
  },
];

/**
 * The interaction to next paint of what people do on a page: the longest of its key presses and clicks, from the input to
 * the frame that shows its effect, by the browser's own Event Timing, on a processor slowed down.
 */
export async function inpOf(
  context: BrowserContext,
  appUrl: string,
  interaction: Interaction,
): Promise<number> {
  const page = await context.newPage();
  try {
    await page.setViewportSize({ width: 412, height: 823 });
    await page.goto(`${appUrl}${interaction.path}`, { waitUntil: 'load' });
    const cdp = await context.newCDPSession(page);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
    await page.evaluate(() => {
      const seen = { longestMs: 0 };
      Object.assign(window, { seen });
      const observer = new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as (PerformanceEntry & { interactionId: number })[])
          if (entry.interactionId > 0) seen.longestMs = Math.max(seen.longestMs, entry.duration);
      });
      observer.observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
    });
    await interaction.act(page);
    // Entries come after the frame that they tell of.
    await page.waitForTimeout(500);
    return await page.evaluate(() => (window as unknown as { seen: { longestMs: number } }).seen.longestMs);
  } finally {
    await page.close();
  }
}

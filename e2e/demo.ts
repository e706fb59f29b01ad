import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { readDemo } from '#scripts/demo-file.ts';

/** The demo that the tests open. @throws when none runs */
export function demo() {
  const running = readDemo();
  if (running === undefined) throw new Error('No demo runs; see playwright.config.ts');
  return running;
}

type Mail = { id: string; subject: string; text: string };

/** The newest mail to an address whose subject matches; waits until it is there. */
export async function mailTo(address: string, subject: RegExp): Promise<Mail> {
  const url = `${demo().mailUrl}/api/messages?to=${encodeURIComponent(address)}`;
  let found: Mail | undefined;
  await expect(async () => {
    const mails = (await (await fetch(url)).json()) as Mail[];
    found = mails.find((mail) => subject.test(mail.subject));
    expect(found, `a mail to ${address} about ${subject}`).toBeDefined();
  }).toPass({ timeout: 20_000 });
  return found!;
}

/** The first link of a mail that leads to a path of the app. */
export function linkIn(mail: Mail, path: string): string {
  const link = mail.text.match(/https?:\/\/\S+/g)?.find((each) => new URL(each).pathname.startsWith(path));
  if (link === undefined) throw new Error(`No link to ${path} in: ${mail.text}`);
  return link;
}

const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

/** What axe finds wrong with a page as it stands, in light and in dark. */
export async function expectAccessible(page: Page, exclude: readonly string[] = []): Promise<void> {
  // What the header hides half of, where the page was scrolled to, is not a small target.
  await page.evaluate(() => window.scrollTo(0, 0));
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // To put together what it finds in several frames axe opens a page more, which takes three times as long as to look.
    let axe = new AxeBuilder({ page })
      .options({ resultTypes: ['violations'] })
      .setLegacyMode(page.frames().length === 1);
    // In the dark nothing is other than the colours.
    axe = colorScheme === 'light' ? axe.withTags(STANDARD) : axe.withRules(OF_COLOURS);
    for (const selector of exclude) axe = axe.exclude(selector);
    // Looked at again for a while: a page that is just being drawn anew shows the colours of neither.
    await expect(async () => {
      const { violations } = await axe.analyze();
      expect(
        violations.map(({ id, nodes }) => ({ id, where: nodes.map((node) => node.target.join(' ')) })),
        `${page.url()} in ${colorScheme}`,
      ).toEqual([]);
    }).toPass({ timeout: 30_000, intervals: [250, 500, 1_000] });
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

/** A page is shown, and loaded, before its scripts have come: this waits until it goes by them. */
export async function expectAnswers(page: Page): Promise<void> {
  await page.waitForFunction(() => 'pressEarly' in window && window.pressEarly === undefined);
}

/** The widest thing on a page at 320 px is not wider than the page. */
export async function expectFitsPhone(page: Page): Promise<void> {
  const size = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 720 });
  // Asked again for a while: what moves when the width changes may still be on its way.
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), {
      message: `${page.url()} scrolls sideways at 320 px`,
    })
    .toBeLessThanOrEqual(0);
  if (size !== null) await page.setViewportSize(size);
}

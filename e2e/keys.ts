import type { Frame, Locator, Page } from '@playwright/test';

/** Where to look for something: in the page, or in a frame that lies in it. */
type Find = (at: Frame) => Locator;

/**
 * Presses Tab until the focus is on what is looked for, in the page or in a frame of it. Never moves the focus itself.
 * @throws when it is not among the next `most` stops
 */
export async function tabTo(page: Page, find: Find, most = 60): Promise<void> {
  for (let stops = 0; stops <= most; stops++) {
    for (const frame of page.frames()) {
      const here = find(frame).and(frame.locator(':focus'));
      // A frame that has just been taken away has no focus either.
      if ((await here.count().catch(() => 0)) > 0) return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`Not among the next ${most} stops of the Tab key: ${find(page.mainFrame())}`);
}

/** Goes to a field and writes into it, over what was there. */
export async function writeInto(page: Page, find: Find, text: string): Promise<void> {
  await tabTo(page, find);
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(text);
}

/** Goes to a button or a link and presses Enter. */
export async function enter(page: Page, find: Find, most?: number): Promise<void> {
  await tabTo(page, find, most);
  // Not waited for: what takes its own frame or page away may leave nobody to say that the key was let go.
  page.keyboard.press('Enter').catch(() => {});
}

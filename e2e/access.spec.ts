import { expect, type Page, test } from '@playwright/test';
import { demo, expectAccessible } from './demo.ts';
import { newStaff } from './ops.ts';
import { pagesOf } from './page-list.ts';
import { demoCustomer, signIn } from './sign-in.ts';

// Every page there is, for the visitor whose page it is: read by a machine, enlarged four times, without motion, and
// with the keyboard. A page that is added is looked at without a word here; one with a part in its address names one.

// Many pages, each in light and dark on a phone and on a desk.
test.describe.configure({ timeout: 900_000 });
// A picture of the page at each press of a key would cost more than all that is looked at; what is wrong says where it is.
test.use({ trace: 'off' });

// The reference of the API is drawn by a renderer of others, whose inside is not ours to mend: what is looked at is our
// page without it.
test.beforeEach(({ page }) => page.route('**/docs/redoc.js', (route) => route.abort()));

test('what nobody needs to sign in for', async ({ page }) => {
  // A link that leads nowhere any more still shows the page that it was for.
  await lookAt(page, pagesOf('nobody'), { '/reset': '/reset?token=spent', '/verify': '/verify?token=spent' });
});

test('the pages of a customer with a history', async ({ page }) => {
  const { apiKey, ...who } = demoCustomer();
  const jobs = await fetch(`${demo().appUrl}/v1/jobs?limit=1`, {
    headers: { authorization: `Bearer ${apiKey}` },
  });
  const { data } = (await jobs.json()) as { data: { id: string }[] };
  await signIn(page, who);
  await lookAt(page, pagesOf('customer'), {
    '/history/[id]': `/history/${data[0]!.id}`,
    '/refunds/[id]': `/refunds/${await paymentOf(page)}`,
  });
});

test('the pages of the desk', async ({ page, browser }) => {
  const customer = demoCustomer();
  const own = await browser.newPage({ baseURL: demo().appUrl, locale: 'en-GB' });
  await signIn(own, customer);
  const payment = await paymentOf(own);
  await own.context().close();
  await signIn(page, await newStaff('admin'));
  await page.goto('/support');
  await page.getByLabel('What you have at hand').fill(customer.email);
  await page.getByRole('button', { name: 'Find', exact: true }).click();
  await page.waitForURL(/\/support\/customers\//);
  await lookAt(page, pagesOf('staff'), {
    '/support/customers/[id]': new URL(page.url()).pathname,
    '/support/payments/[id]': `/support/payments/${payment}`,
  });
});

/** The newest payment of whoever is signed in. */
async function paymentOf(page: Page): Promise<string> {
  await page.goto('/refunds');
  const href = await page.getByRole('table').getByRole('link').first().getAttribute('href');
  return href!.split('/').at(-1)!;
}

/**
 * Looks at all of them before it fails, so that one run names everything.
 * @param named the address of one page for each pattern with a part in it, or that needs more than its path
 */
async function lookAt(page: Page, patterns: readonly string[], named: Record<string, string>): Promise<void> {
  expect(patterns.length).toBeGreaterThan(0);
  const faults: string[] = [];
  for (const pattern of patterns) {
    const path = named[pattern] ?? pattern;
    expect(path, `an address for ${pattern}`).not.toContain('[');
    await test
      .step(path, () => expectUsable(page, path))
      .catch((error: Error) => faults.push(`${path}: ${error.message}`));
  }
  expect(faults).toEqual([]);
}

async function expectUsable(page: Page, path: string): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 800 });
  const answer = await page.goto(path);
  expect(answer?.status(), path).toBe(200);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect.soft(await page.evaluate(frameFaults), `${path}: what it is made of`).toEqual([]);
  expect.soft(await page.evaluate(motions), `${path}: motion that was not asked for`).toEqual([]);
  expect.soft(await unseenStops(page), `${path}: stops of the Tab key that nobody sees`).toEqual([]);
  await expectAccessible(page);
  // 1280 by 1024 pixels, enlarged to 400 % (WCAG 1.4.10).
  await page.setViewportSize({ width: 320, height: 256 });
  await expect.soft.poll(() => page.evaluate(cutThings), { message: `${path}: cut at 400 %` }).toEqual([]);
  await page.setViewportSize({ width: 320, height: 720 });
  await expectAccessible(page);
}

/** What is wrong with the headings and landmarks of a page: one title, one place for each thing, each with a name. */
function frameFaults(): string[] {
  const faults: string[] = [];
  const isShown = (element: Element) => element.checkVisibility();
  for (const selector of ['h1', 'main', 'body header:not(main header)', 'body footer:not(main footer)']) {
    const { length } = [...document.querySelectorAll(selector)].filter(isShown);
    if (length !== 1) faults.push(`${length} of ${selector}`);
  }
  if (document.title === '') faults.push('no title');
  if (document.documentElement.lang === '') faults.push('no language');
  const names = [...document.querySelectorAll('nav')]
    .filter(isShown)
    .map((nav) => nav.ariaLabel ?? nav.getAttribute('aria-labelledby') ?? '');
  for (const name of names)
    if (name === '' || names.indexOf(name) !== names.lastIndexOf(name)) faults.push(`a nav named “${name}”`);
  return faults;
}

/** Elements that take longer than a hundredth of a second over a change, although no motion was asked for. */
function motions(): string[] {
  const longest = (list: string) =>
    Math.max(
      ...list.split(',').map((each) => Number.parseFloat(each) * (each.trim().endsWith('ms') ? 1 : 1000)),
    );
  const found = new Set<string>();
  for (const element of document.querySelectorAll('*'))
    for (const part of [null, '::before', '::after']) {
      const { animationName, animationDuration, transitionDuration, scrollBehavior } = getComputedStyle(
        element,
        part,
      );
      if (
        longest(transitionDuration) > 10 ||
        (animationName !== 'none' && longest(animationDuration) > 10) ||
        scrollBehavior === 'smooth'
      )
        found.add(`${element.tagName.toLowerCase()}.${element.getAttribute('class')} ${part ?? ''}`);
    }
  return [...found];
}

/** Goes through the page with Tab. @returns the stops where nothing shows that the focus is there */
async function unseenStops(page: Page): Promise<string[]> {
  const most = await page.evaluate(watchFocus);
  for (let i = 0; i < most; i++) await page.keyboard.press('Tab');
  return page.evaluate(() => (window as unknown as { focusFaults: () => string[] }).focusFaults());
}

/** Notes from now on how each stop shows itself. @returns how many stops there may be */
function watchFocus(): number {
  const unseen = new Set<string>();
  let stops = 0;
  const isDrawn = (element: Element | null) => {
    if (element === null) return false;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1) || boxShadow !== 'none';
  };
  const within = (element: Element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > 0 && height > 0;
  };
  const note = ({ target }: Event) => {
    if (!(target instanceof Element)) return;
    stops++;
    // What is drawn by its label has the label's ring.
    const label = target.closest('label');
    if (!(within(target) && isDrawn(target)) && !isDrawn(label)) unseen.add(target.outerHTML.slice(0, 160));
  };
  // Before the document hears of it: React keeps there what comes before it has taken a part of the page over.
  window.addEventListener('focusin', note, true);
  Object.assign(window, {
    focusFaults: () => (stops === 0 ? ['no stop at all'] : [...unseen]),
  });
  const all = [
    ...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]'),
  ];
  return all.filter((each) => each.checkVisibility()).length;
}

/** What reaches over the edge of the window or of a box that hides what does not fit. */
function cutThings(): string[] {
  const cut: string[] = [];
  const wide = document.documentElement.scrollWidth - window.innerWidth;
  if (wide > 0) cut.push(`the page is ${wide} px too wide`);
  for (const element of document.querySelectorAll('body *')) {
    if (!element.checkVisibility()) continue;
    const { overflowX, overflowY } = getComputedStyle(element);
    const { width, height } = element.getBoundingClientRect();
    // Nothing for the eye: what only a screen reader reads.
    if (width <= 1 || height <= 1) continue;
    const hides = (overflow: string) => overflow === 'hidden' || overflow === 'clip';
    if (
      (hides(overflowX) && element.scrollWidth > element.clientWidth + 1) ||
      (hides(overflowY) && element.scrollHeight > element.clientHeight + 1)
    )
      cut.push(element.outerHTML.slice(0, 160));
  }
  return cut;
}

import { randomUUID } from 'node:crypto';
import { globSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium, type Page } from '@playwright/test';
import { ensureChromium } from './chromium.ts';
import { type Demo, readDemo } from './demo-file.ts';
import { demoOps } from './demo-ops.ts';

// `npm run screenshots`: every page of the running demo in light and dark, on a phone and on a wide screen, into
// `.screenshots`, to be looked at. `--readme` renews the pictures of README instead.

const WIDTHS = [320, 1280] as const;
const SCHEMES = ['light', 'dark'] as const;
const PHONE_HEIGHT = 800;
const FOLDER = '.screenshots';
const README_FOLDER = 'docs/images';

type Visitor = 'nobody' | 'customer' | 'admin' | 'admin without a code' | 'admin without a factor';

/** Who looks at the pages of each part of `app`. */
const VISITORS: Readonly<Record<string, Visitor>> = {
  '(auth)': 'nobody',
  '(public)': 'nobody',
  '(dashboard)': 'customer',
  '(support)': 'admin',
};

/** Pages of somebody at the desk who has shown their password and not yet their code. */
const HALF_SIGNED_IN: Readonly<Record<string, Visitor>> = {
  '/sign-in/second-factor': 'admin without a code',
  '/sign-in/second-factor/set-up': 'admin without a factor',
};

/** Where the address of a page about one thing is found: a list, and a link on it. */
const LISTED: Readonly<Record<string, readonly [list: string, link: string]>> = {
  '/history/[id]': ['/history', 'main a[href^="/history/"]'],
  '/refunds/[id]': ['/refunds', 'main a[href^="/refunds/"]'],
  '/support/payments/[id]': ['/support/refunds', 'main a[href^="/support/payments/"]'],
  '/support/customers/[id]': ['/support/refunds', 'main a[href^="/support/payments/"]'],
};

/** The pictures of README: file, page, width, height, colours. */
const README = [
  ['overview-light', '/overview', 1280, 1000, 'light'],
  ['overview-dark', '/overview', 1280, 1000, 'dark'],
  ['overview-phone-dark', '/overview', 390, 844, 'dark'],
  ['generate-light', '/generate', 1280, 1000, 'light'],
] as const;

const { values } = parseArgs({ options: { readme: { type: 'boolean', default: false } } });
const demo = readDemo();
if (demo === undefined) stop('No demo runs. Start one with "npm run demo".');
const browser = await chromium.launch({
  executablePath: await ensureChromium(),
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  await (values.readme ? renewReadme(browser, demo) : everyPage(browser, demo));
} finally {
  await browser.close();
}

async function everyPage(opened: Browser, of: Demo): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const states = new Map<string, Awaited<ReturnType<typeof signedIn>>>();
  for (const file of globSync('app/**/page.tsx').sort()) {
    const [, part = ''] = file.split('/');
    const route = routeOf(file);
    const visitor = HALF_SIGNED_IN[route] ?? VISITORS[part] ?? stop(`Nobody is named who looks at ${file}.`);
    const state = states.get(visitor) ?? (await signedIn(opened, of, visitor));
    states.set(visitor, state);
    for (const colorScheme of SCHEMES) {
      const context = await opened.newContext({ baseURL: of.appUrl, storageState: state, colorScheme });
      const page = await context.newPage();
      await open(page, route);
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: width === 320 ? PHONE_HEIGHT : 900 });
        const name = `${route.slice(1).replace(/\W+/g, '-').replace(/-$/, '') || 'landing'}-${colorScheme}-${width}`;
        await page.screenshot({ path: join(FOLDER, `${name}.png`), fullPage: true, animations: 'disabled' });
      }
      await context.close();
    }
    process.stdout.write(`${route}\n`);
  }
  process.stdout.write(`They are in ${FOLDER}.\n`);
}

async function renewReadme(opened: Browser, of: Demo): Promise<void> {
  const state = await signedIn(opened, of, 'customer');
  for (const [name, path, width, height, colorScheme] of README) {
    const context = await opened.newContext({
      ...{ baseURL: of.appUrl, storageState: state, colorScheme },
      viewport: { width, height },
    });
    const page = await context.newPage();
    await open(page, path);
    await page.screenshot({ path: join(README_FOLDER, `${name}.png`), animations: 'disabled' });
    await context.close();
    process.stdout.write(`${README_FOLDER}/${name}.png\n`);
  }
}

/** The address of a page's file, without the names of its groups. */
function routeOf(file: string): string {
  const steps = file
    .split('/')
    .slice(1, -1)
    .filter((step) => !step.startsWith('('));
  return `/${steps.join('/')}`;
}

/** Opens a page and waits until it stands; a page about one thing is reached from its list. */
async function open(page: Page, route: string): Promise<void> {
  if (route.includes('[')) {
    const [list, link] = LISTED[route] ?? stop(`No list is named that leads to ${route}.`);
    await page.goto(list);
    await page.goto((await page.locator(link).first().getAttribute('href'))!);
    if (route === '/support/customers/[id]')
      await page.goto(
        (await page.locator('main a[href^="/support/customers/"]').first().getAttribute('href'))!,
      );
  } else await page.goto(route);
  await page.evaluate(() => document.fonts.ready);
  // What comes after the page: live figures, pictures, the checkout's price.
  await page.waitForTimeout(1_000);
}

/** The cookies of a visitor. Staff are asked for a code on the way. */
async function signedIn(opened: Browser, of: Demo, visitor: Visitor) {
  const context = await opened.newContext({ baseURL: of.appUrl });
  if (visitor !== 'nobody') {
    const { email, password } = await accountOf(of, visitor);
    const page = await context.newPage();
    await page.goto('/sign-in');
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL((url) => url.pathname !== '/sign-in');
    if (visitor === 'admin') {
      const { code } = await demoOps<{ code: string }>(of, 'demo-code', '--email', email);
      await page.getByLabel('Code', { exact: true }).fill(code);
      await page.getByRole('button', { name: 'Go on' }).click();
      await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    }
  }
  const state = await context.storageState();
  await context.close();
  return state;
}

async function accountOf(of: Demo, visitor: Exclude<Visitor, 'nobody'>) {
  if (visitor !== 'admin without a factor')
    return of.users.find(({ role }) => role === (visitor === 'customer' ? 'customer' : 'admin'))!;
  const account = {
    email: `new.${randomUUID().slice(0, 8)}@depicta.example`,
    password: 'quiet-harbour-lantern-47',
  };
  await demoOps(
    of,
    'create-staff',
    '--role',
    'admin',
    '--email',
    account.email,
    '--password',
    account.password,
  );
  return account;
}

function stop(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

import type { Page } from '@playwright/test';

/** What a page of a customer may weigh and take, on a phone: the median of five runs. */
export const BUDGET = {
  /** 165 KB, of 1024 bytes as browsers count them: bodies of scripts as they are sent. */
  javascriptBytes: 165 * 1024,
  lcpMs: 1_500,
  tbtMs: 250,
  cls: 0.02,
  performance: 95,
  accessibility: 100,
  bestPractices: 100,
  /** What web.dev calls a good interaction to next paint. */
  inpMs: 200,
} as const;

/** A page to measure. Its name is what `--only` takes. */
export type Target = {
  name: string;
  path: string;
  /** Seen by whoever is signed in as a customer, and under the budget for JavaScript. */
  isCustomers: boolean;
  /** Where `path` is a list: a link of it, whose page is meant. */
  link?: string;
};

const open = (name: string, path: string): Target => ({ name, path, isCustomers: false });
const own = (name: string, path: string, link?: string): Target => ({
  ...{ name, path, isCustomers: true },
  ...(link !== undefined && { link }),
});

/** A page with nothing on it, of another app: what Next itself weighs and takes. */
export const EMPTY = open('empty', '/');

/** Every page of a customer, and the public ones that one meets first. */
export const TARGETS: readonly Target[] = [
  open('landing', '/'),
  open('pricing', '/pricing'),
  open('sign-in', '/sign-in'),
  open('sign-up', '/sign-up'),
  open('docs', '/docs'),
  own('overview', '/overview'),
  own('top-up', '/top-up'),
  own('generate', '/generate'),
  own('process', '/generate/process'),
  own('history', '/history'),
  own('job', '/history', 'main a[href^="/history/"]'),
  own('statement', '/statement'),
  own('month', '/statement', 'main a[href^="/statement?month="]'),
  own('balance', '/balance'),
  own('refunds', '/refunds'),
  own('refund', '/refunds', 'main a[href^="/refunds/"]'),
  own('api-keys', '/api-keys'),
  own('settings', '/settings'),
];

/** The address of a target's page; undefined where the list that leads to it is empty. */
export async function pathOf(
  page: Page,
  appUrl: string,
  { path, link }: Target,
): Promise<string | undefined> {
  if (link === undefined) return path;
  await page.goto(`${appUrl}${path}`, { waitUntil: 'load' });
  const found = page.locator(link).first();
  return (await found.count()) === 0 ? undefined : ((await found.getAttribute('href')) ?? undefined);
}

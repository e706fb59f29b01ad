import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { prerender } from 'react-dom/static';
import { expect, test } from 'vitest';
import { en } from '#lib/i18n/messages/en.ts';
import DashboardError from './(dashboard)/error.tsx';
import SupportError from './(support)/error.tsx';

const pages = globSync('app/{(dashboard),(support)}/**/page.tsx').sort();
const source = (path: string) => readFileSync(path, 'utf8');

/** The loading file that stands for a page, in its own folder or one above: Next wraps all that lies below. */
function loadingAbove(page: string): string | undefined {
  for (let folder = dirname(page); folder !== 'app'; folder = dirname(folder))
    if (existsSync(`${folder}/loading.tsx`)) return `${folder}/loading.tsx`;
  return undefined;
}

/** Pages of one look-up, the one that decides whether there is such a page. */
const ONE_LOOK_UP = [
  'app/(dashboard)/(customer)/history/[id]/page.tsx',
  'app/(dashboard)/(customer)/refunds/[id]/page.tsx',
];

test.each(pages.filter((page) => !ONE_LOOK_UP.includes(page) && source(page).includes('database()')))(
  '%s shows its form while it is read',
  (page) => {
    expect(loadingAbove(page) !== undefined || source(page).includes('<Suspense')).toBe(true);
  },
);

test.each(pages.filter((page) => /notFound\(\)|requireStaff/.test(source(page))))(
  '%s can still answer 404: nothing is sent before it has decided',
  (page) => {
    expect(loadingAbove(page)).toBeUndefined();
  },
);

test.each([
  ['dashboard', DashboardError],
  ['support', SupportError],
])('a page of the %s that fails leaves its frame, says its number and offers a retry', async (_, Failed) => {
  const error = Object.assign(new Error('of the server'), { digest: '123456' });
  const { prelude } = await prerender(<Failed error={error} retry={() => {}} />);
  const html = await new Response(prelude).text();
  expect(html).toContain('role="alert"');
  expect(html).toContain(en.crash.retry);
  expect(html).toContain('>123456</code>');
  // The frame has its own `main` and margins, and the error's own words are for the log.
  expect(html).not.toMatch(/<main|class="page|of the server/);
});

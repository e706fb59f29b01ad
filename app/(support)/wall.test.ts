import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NextRequest } from 'next/server';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { PAGE_ADDRESS } from '#lib/auth/next-path.ts';
import { encodeSessionToken, sessionCookie } from '#lib/auth/session-token.ts';
import { startSession } from '#lib/auth/sessions.ts';
import { now } from '#lib/core/clock.ts';
import { uuidv7 } from '#lib/core/ids.ts';
import { newStaff, passFactorOf } from '#lib/testing/accounts.ts';
import { APP_URL, ApiApp, AUTH_SECRET } from '#lib/testing/api-app.ts';
import { proxy } from '../../proxy.ts';

// The desk as an admin meets it who has shown a password and no second factor. What there is to reach is read from the tree,
// so that a page, an action or a route of tomorrow is asked as well.

const root = fileURLToPath(new URL('../..', import.meta.url));
const inTree = (folder: string, name: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path === name || path.endsWith(`/${name}`))
    .map((path) => join(folder, path))
    .sort();

const PAGES = inTree('app/(support)', 'page.tsx');
const ACTIONS = inTree('app', 'actions.ts');
const ROUTES = [...inTree('app/api', 'route.ts'), ...inTree('app/v1', 'route.ts')]
  // Where somebody half signed in is known as such: to show the factor, or to sign out.
  .filter((path) => !/^app\/api\/account\/(second-factor|sign-out|sign-in)\//.test(path));

const browser = vi.hoisted(() => ({ cookie: { name: '', value: '' }, origin: '', address: '' }));
vi.mock('next/headers', () => ({
  cookies: async () => ({
    get: (name: string) => (name === browser.cookie.name ? browser.cookie : undefined),
    set: () => {},
  }),
  headers: async () => new Headers({ origin: browser.origin, 'x-page-address': browser.address }),
}));

type Module = Record<string, (...args: unknown[]) => Promise<unknown>>;
const load = (path: string): Promise<Module> => import(join(root, path));

let app: ApiApp;
let half: string;
let passed: string;

beforeAll(async () => {
  app = await ApiApp.open();
  const { userId } = await newStaff(app.db, now(), 'admin');
  const session = async () => {
    const sessionId = await startSession(app.db.prisma, { userId, userAgent: '', at: now() });
    return { sessionId, token: await encodeSessionToken({ userId, sessionId }, AUTH_SECRET) };
  };
  half = (await session()).token;
  const through = await session();
  await passFactorOf(app.db, { userId, sessionId: through.sessionId }, now());
  passed = through.token;
  browser.origin = APP_URL;
  browser.cookie.name = sessionCookie(APP_URL).name;
});
afterAll(() => app.close());

/** The address of a page of the desk, with a query where it may have one. */
function addressOf(path: string): string {
  const folder = path.slice('app/(support)'.length, -'/page.tsx'.length);
  return folder.endsWith('/[id]') ? folder.replace('[id]', uuidv7()) : `${folder}?customer=a&to=2026-11-01`;
}

/** Where a page leads: an address, `404`, or that it is shown. */
async function openPage(path: string, token: string): Promise<string> {
  browser.cookie.value = token;
  browser.address = addressOf(path);
  const page = (await load(path)).default!;
  const props = { params: Promise.resolve({ id: uuidv7() }), searchParams: Promise.resolve({}) };
  return page(props).then(
    () => 'shown',
    (error: { digest?: string }) => {
      const [kind, , address] = String(error.digest).split(';');
      if (kind === 'NEXT_REDIRECT') return address!;
      return error.digest === 'NEXT_HTTP_ERROR_FALLBACK;404' ? '404' : String(error);
    },
  );
}

test('there is something to look for', () => {
  expect(PAGES.length).toBeGreaterThanOrEqual(10);
  expect(ACTIONS.length).toBeGreaterThanOrEqual(8);
  expect(ROUTES.length).toBeGreaterThanOrEqual(20);
});

describe.each(PAGES)('%s', (path) => {
  test('leads to the sign-in before the factor, and is the desk’s after it', async () => {
    expect(await openPage(path, half)).toBe(`/sign-in?next=${encodeURIComponent(browser.address)}`);
    expect(await openPage(path, passed)).toMatch(path.includes('[id]') ? /^(shown|404)$/ : /^shown$/);
  });
});

describe.each(ACTIONS)('%s', (path) => {
  test('is refused before the factor, every action of it', async () => {
    const actions = Object.entries(await load(path));
    expect(actions.length).toBeGreaterThan(0);
    for (const [name, action] of actions) {
      browser.cookie.value = half;
      const refused = await action({});
      expect(refused, name).toMatchObject({ ok: false, error: { code: 'auth_invalid' } });
    }
  });
});

test('after the factor an action of the desk is answered by what it does', async () => {
  browser.cookie.value = passed;
  const { giveGrantAction } = await load('app/(support)/support/customers/actions.ts');
  expect(await giveGrantAction!({})).toMatchObject({ ok: false, error: { code: 'validation_error' } });
});

describe.each(ROUTES)('%s', (path) => {
  test('has the same answer before the factor as for a stranger', async () => {
    for (const [method, handler] of Object.entries(await load(path))) {
      if (!['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].includes(method)) continue;
      const ask = async (cookie: Record<string, string>) => {
        const request = new NextRequest(`${APP_URL}/anything`, {
          method,
          headers: { origin: APP_URL, 'content-type': 'application/json', ...cookie },
          ...(method !== 'GET' && { body: '{}' }),
        });
        const params = { id: uuidv7(), month: '2026-10', adjustment: 'adj_x', operation: 'resize' };
        const answer = await handler(request, {
          params: Promise.resolve({ ...params, path: ['x'], nextauth: ['session'] }),
        }).catch((error) => new Response(String(error), { status: 599 }));
        return (answer as Response).status;
      };
      const stranger = await ask({});
      expect(await ask({ cookie: `${browser.cookie.name}=${half}` }), method).toBe(stranger);
    }
  });
});

test('the wall before the decoder of actions takes them for a stranger', async () => {
  const post = (token: string) =>
    proxy(
      new NextRequest(`${APP_URL}/support/audit?customer=a`, {
        method: 'POST',
        headers: {
          ...{ 'next-action': 'x', origin: APP_URL },
          cookie: `${browser.cookie.name}=${token}`,
        },
      }),
    );
  const refused = await post(half);
  expect(refused.status).toBe(401);
  expect(refused.headers.get('x-action-redirect')).toBe(
    '/sign-in?next=%2Fsupport%2Faudit%3Fcustomer%3Da;push',
  );
  expect((await post(passed)).status).toBe(200);
});

test('a page is told its own address by the proxy, whatever the request says that it is', async () => {
  const headers = { [PAGE_ADDRESS]: '//evil.example' };
  const told = async (path: string) =>
    (await proxy(new NextRequest(`${APP_URL}${path}`, { headers }))).headers.get(
      `x-middleware-request-${PAGE_ADDRESS}`,
    );
  expect(await told('/statement?month=2026-10')).toBe('/statement?month=2026-10');
  expect(await told('/statement')).toBe('/statement');
});

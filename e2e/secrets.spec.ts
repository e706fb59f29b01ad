import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { demo } from './demo.ts';
import { newStaff } from './ops.ts';
import { demoCustomer, signIn } from './sign-in.ts';

// What a browser is given, of the very build that runs: no secret of ours is in it, and nothing that only the server has.

/** Settings whose value is in pages on purpose, or is a plain word. */
const PUBLIC = new Set([
  ...[
    'NODE_ENV',
    'APP_URL',
    'NEXTAUTH_URL',
    'DEPICTA_DEMO',
    'PADDLE_CLIENT_TOKEN',
    'PADDLE_SCRIPT_URL',
    'PADDLE_ENVIRONMENT',
  ],
  ...['MAIL_INBOX_URL', 'MAIL_FROM', 'LOG_LEVEL', 'WORKER', 'TRIAL_CREDIT_EUR'],
]);

/** What stands in code of the server alone. */
const SERVER_ONLY =
  /AUTH_SECRET|FILES_SECRET|PROOF_SIGNING_KEY|PADDLE_API_KEY|PADDLE_WEBHOOK_SECRETS|DATABASE_URL|SMTP_URL|OPENAI_API_KEY|REPLICATE_API_TOKEN|graphile_worker|user_account|password_hash|rate_limit_take|SELECT .+ FROM /;

/** Each secret by its name: the values of all settings but those that are public, also the passwords within addresses. */
function secrets(): [name: string, value: string][] {
  return Object.entries(demo().environment).flatMap(([name, value]): [string, string][] => {
    if (PUBLIC.has(name) || value.length < 6) return [];
    const password = URL.canParse(value) ? decodeURIComponent(new URL(value).password) : '';
    const parts = [...value.split(',').map((part) => part.trim()), password];
    return parts.filter((part) => part.length >= 6).map((part) => [name, part]);
  });
}

/** The files for browsers of every build that lies here: the running one is among them. */
function clientFiles(): string[] {
  const builds = fileURLToPath(new URL('../.next/builds', import.meta.url));
  const folders = readdirSync(builds).map((build) => join(builds, build, 'static'));
  return folders.filter(existsSync).flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(js|css|json|map|txt)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
}

test('no secret is in a file that browsers are given, and nothing of the server’s code', () => {
  const files = clientFiles();
  expect(files.length).toBeGreaterThan(20);
  const kept = secrets();
  for (const name of [
    'AUTH_SECRET',
    'FILES_SECRET',
    'PROOF_SIGNING_KEY',
    'PADDLE_API_KEY',
    'APP_DATABASE_URL',
  ])
    expect(kept.map(([known]) => known)).toContain(name);
  const found = files.flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    const told = kept.filter(([, value]) => text.includes(value)).map(([name]) => name);
    const ours = SERVER_ONLY.exec(text)?.[0];
    return [...told, ...(ours === undefined ? [] : [ours])].map((what) => `${file}: ${what}`);
  });
  expect(found).toEqual([]);
  expect(files.filter((file) => file.endsWith('.map'))).toEqual([]);
});

test('no secret is in a page, whoever reads it', async ({ page, request }) => {
  const kept = secrets();
  const expectNone = (path: string, text: string) =>
    expect([path, kept.filter(([, value]) => text.includes(value)).map(([name]) => name)]).toEqual([
      path,
      [],
    ]);
  for (const path of [
    '/',
    '/pricing',
    '/docs',
    '/sign-in',
    '/sign-up',
    '/v1/pricing',
    '/v1/openapi.json',
    '/health',
  ])
    expectNone(path, await (await request.get(path)).text());
  for (const [role, paths] of [
    [
      'customer',
      ['/overview', '/top-up', '/generate', '/history', '/api-keys', '/settings', '/api/account/export'],
    ],
    ['admin', ['/support', '/support/events', '/support/books', '/support/audit', '/settings']],
  ] as const) {
    await page.context().clearCookies();
    await signIn(page, role === 'customer' ? demoCustomer() : await newStaff(role));
    for (const path of paths) {
      const answer = await page.request.get(path);
      expect(answer.status(), path).toBe(200);
      expectNone(path, await answer.text());
    }
  }
});

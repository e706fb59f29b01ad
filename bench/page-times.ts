import { request } from 'node:http';
import { performance } from 'node:perf_hooks';
import { encodeSessionToken, sessionCookie } from '#lib/auth/session-token.ts';
import { startSession } from '#lib/auth/sessions.ts';
import type { Database } from '#lib/db/client.ts';
import type { PayingCustomer } from '#lib/testing/paying-customer.ts';
import { buildApp } from '#scripts/build.ts';
import { freePort } from '#scripts/free-port.ts';
import { during } from '#scripts/progress.ts';
import { startApp } from '#scripts/stack-services.ts';

/** A page by its name, with its address for each of the customers. */
export type PageRow = { name: string; paths: readonly string[] };

/** A file may be long: its beginning is what a browser saves first. */
const ENOUGH_BYTES = 20_000;

/**
 * How long pages take over HTTP, signed in, from the request to the last byte, on the production build.
 *
 * @returns the times by page and customer, in the customers' order
 */
export async function timePages(options: {
  db: Database;
  customers: readonly PayingCustomer[];
  pages: readonly PageRow[];
  rounds: number;
  settings: Record<string, string>;
  folder: string;
}): Promise<Map<string, number[][]>> {
  const { db, customers, pages, rounds, settings, folder } = options;
  const distDir = await during('Building the app', () => buildApp());
  const port = await freePort();
  const appUrl = `http://127.0.0.1:${port}`;
  const cookies = await Promise.all(
    customers.map(async ({ userId }) => {
      const sessionId = await startSession(db.prisma, { userId, userAgent: '', at: new Date() });
      const token = await encodeSessionToken({ userId, sessionId }, settings.AUTH_SECRET!);
      return `${sessionCookie(appUrl).name}=${token}`;
    }),
  );
  // No worker: nothing but the pages asks the database for anything.
  const env = { ...settings, APP_URL: appUrl, NEXTAUTH_URL: appUrl, WORKER: 'off' };
  const app = startApp('production', port, distDir, env, folder);
  try {
    await during('Starting the app', () => untilUp(appUrl));
    const found = new Map(pages.map(({ name }) => [name, customers.map(() => [] as number[])]));
    await during(`${rounds} rounds of ${pages.length} pages`, async () => {
      for (let round = -2; round < rounds; round += 1)
        for (const { name, paths } of pages)
          for (const [n, path] of paths.entries()) {
            const ms = await timeOf(`${appUrl}${path}`, cookies[n]!, path.startsWith('/api/'));
            if (round >= 0) found.get(name)![n]!.push(ms);
          }
    });
    return found;
  } finally {
    await app.stop();
  }
}

function timeOf(url: string, cookie: string, isFile: boolean): Promise<number> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const sent = request(url, { headers: { cookie } }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`${url} was answered with ${answer.statusCode}`));
      let bytes = 0;
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (!isFile || bytes < ENOUGH_BYTES) return;
        resolve(performance.now() - began);
        answer.destroy();
      });
      answer.once('end', () => resolve(performance.now() - began));
      answer.once('error', () => {});
    });
    sent.once('error', reject);
    sent.end();
  });
}

async function untilUp(appUrl: string): Promise<void> {
  for (let i = 0; i < 600; i += 1) {
    const isUp = await fetch(`${appUrl}/health`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('The app did not start');
}

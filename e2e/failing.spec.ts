import { connect, createServer, type Server, type Socket } from 'node:net';
import { expect, test } from '@playwright/test';
import { demo, expectAccessible, expectFitsPhone } from './demo.ts';
import { customerWithKey } from './ops.ts';
import { ownApp } from './own-app.ts';
import { signIn } from './sign-in.ts';

// What somebody sees while the database is away: what it means for their credit, what to do, and what to quote.

/** A way to the database that can be cut and mended. */
async function wayTo(databaseUrl: string) {
  const { hostname, port } = new URL(databaseUrl);
  const open = new Set<Socket>();
  let isCut = false;
  const server: Server = createServer((socket) => {
    if (isCut) return socket.destroy();
    const onward = connect(Number(port), hostname);
    for (const [from, to] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      open.add(from);
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        open.delete(from);
        to.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const there = new URL(databaseUrl);
  there.hostname = '127.0.0.1';
  there.port = String((server.address() as { port: number }).port);
  return {
    url: there.href,
    cut() {
      isCut = true;
      for (const socket of open) socket.destroy();
    },
    mend() {
      isCut = false;
    },
    close() {
      this.cut();
      server.close();
    },
  };
}

test('while the database is away pages and answers say what it means and what to do; then all goes on', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const customer = await customerWithKey('failing');
  const way = await wayTo(demo().environment.APP_DATABASE_URL!);
  const app = await ownApp('The app whose database goes away', { APP_DATABASE_URL: way.url });
  try {
    // A cookie belongs to a host, whatever the port.
    await signIn(page, customer);
    await page.goto(`${app.url}/balance`);
    await expect(page.getByTestId('available').locator('data')).toHaveAttribute('value', '1.000000');

    way.cut();
    await page.goto(`${app.url}/statement`);
    const notice = page.getByRole('alert').filter({ hasText: 'Something went wrong on our side' });
    await expect(notice).toBeVisible({ timeout: 60_000 });
    await expect(notice).toContainText('Your credit is safe');
    await expect(notice.getByText('Reference').locator('code')).toHaveText(/\S{4,}/);
    await expect(page.getByTestId('available')).toHaveCount(0);
    await expectAccessible(page);
    await expectFitsPhone(page);
    const answer = await fetch(`${app.url}/v1/balance`, {
      headers: { authorization: `Bearer ${customer.apiKey}` },
    });
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(await answer.json()).toMatchObject({
      error: 'unavailable',
      request_id: answer.headers.get('x-request-id'),
    });

    way.mend();
    await notice.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Statement', { timeout: 30_000 });
  } finally {
    await app.stop();
    way.close();
  }
});

import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { customerWithKey, ops } from './ops.ts';
import { ownApp } from './own-app.ts';

// Worked example 7 over HTTP, with a process of its own that allows many at once: the demo's own allows ten.

test.describe.configure({ mode: 'serial' });

let app: Awaited<ReturnType<typeof ownApp>>;

test.beforeAll(async () => {
  app = await ownApp('The app that allows many at once', {
    MAX_IN_FLIGHT: '1000',
    POSTS_PER_MINUTE: '1000',
    CUSTOMER_POSTS_PER_MINUTE: '1000',
  });
});

test.afterAll(() => app.stop());

type Balance = { balance_eur: string; held_eur: string };
type Answer = { status: number; body: { error?: string; details?: { missing_eur?: string } } };

for (const requests of [50, 200]) {
  test(`of ${requests} requests at once against EUR 1.00 exactly as many are accepted as fit`, async () => {
    test.setTimeout(120_000);
    const { customerId, apiKey } = await customerWithKey('parallel');
    const ask = async (): Promise<Answer> => {
      const response = await fetch(`${app.url}/v1/generate/image`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${apiKey}`,
          'content-type': 'application/json',
          prefer: 'respond-async',
        },
        // Slow pictures, so that none is done and gives back before the last is decided.
        body: JSON.stringify({ prompt: 'a stone bridge [[slow:4s]]', model: 'studio-scene' }),
      });
      return { status: response.status, body: (await response.json()) as Answer['body'] };
    };
    const answers = await Promise.all(Array.from({ length: requests }, ask));

    // Each holds 0.04, and a standard model needs 0.50 available: 1.00, 0.96, … 0.52 are enough, 0.48 is not.
    const accepted = answers.filter(({ status }) => status === 202);
    const refused = answers.filter(({ status }) => status !== 202);
    expect(accepted).toHaveLength(13);
    expect(new Set(refused.map(({ status, body }) => `${status} ${body.error}`))).toEqual(
      new Set(['402 credit_tier_restricted']),
    );
    const during = await ops<Balance>('balance', '--customer', customerId);
    expect(during).toMatchObject({ balance_eur: '0.480000', held_eur: '0.520000' });
    await settled(customerId);
    const after = await ops<Balance & { lots: { spent_eur: string; remaining_eur: string }[] }>(
      ...['balance', '--customer', customerId],
    );
    expect(after.held_eur).toBe('0.000000');
    expect(after.lots[0]!.remaining_eur).toBe(after.balance_eur);
  });
}

/** Waits until the demo's worker has ended every hold. */
async function settled(customerId: string): Promise<void> {
  for (let tries = 0; tries < 45; tries += 1) {
    const { held_eur } = await ops<Balance>('balance', '--customer', customerId);
    if (held_eur === '0.000000') return;
    await sleep(2000);
  }
  throw new Error('holds are still open');
}

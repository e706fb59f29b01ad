import { existsSync, readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Transaction } from '@paddle/paddle-node-sdk';
import type { Browser, FrameLocator, Page } from '@playwright/test';
import { chromium } from '@playwright/test';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Bench } from './harness.ts';
import { closeServer, itemOf, listen, readyTransaction, startBench } from './harness.ts';

const CHROMIUM = [process.env.CHROMIUM_PATH ?? '', '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (path) => path !== '' && existsSync(path),
);
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** The unmodified wrapper, as published: its package holds one module without imports. */
const PADDLE_JS = join(dirname(createRequire(import.meta.url).resolve('@paddle/paddle-js')), 'index.esm.js');

/** What the page of an application does, under a policy that allows no inline script or style at all. */
const HOST_SCRIPT = `
  import { initializePaddle } from '/paddle-js.js';
  window.events = [];
  const paddle = await initializePaddle({
    environment: 'sandbox',
    token: 'test_overlay',
    checkout: { settings: { displayMode: 'overlay', showAddDiscounts: false } },
    eventCallback: (event) => window.events.push(event),
  });
  window.paddle = paddle;
  document.querySelector('button').onclick = () => paddle.Checkout.open(window.opening);
  document.querySelector('#state').textContent = 'ready';
`;

type CheckoutEvent = {
  name: string;
  data: {
    status: string;
    totals: { tax: number; total: number };
    customer: { email: string | null; address: unknown };
  };
};

let bench: Bench;
let host: Server;
let hostUrl: string;
let browser: Browser;
let page: Page;
let problems: string[];

describe.skipIf(CHROMIUM === undefined)('the checkout in a browser', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    bench = await startBench();
    host = createServer((request, response) => {
      const script = (body: string | Buffer): void => {
        response.writeHead(200, { 'content-type': 'text/javascript' }).end(body);
      };
      if (request.url === '/paddle-js.js') return script(readFileSync(PADDLE_JS));
      if (request.url === '/host.js') return script(HOST_SCRIPT);
      const emulator = bench.emulator.url;
      const policy = `default-src 'none'; script-src 'self' ${emulator}; style-src 'self'; img-src data:; frame-src ${emulator}; connect-src 'self' ${emulator}`;
      response
        .writeHead(200, { 'content-type': 'text/html', 'content-security-policy': policy })
        .end(
          `<!doctype html><html lang="en"><title>Shop</title><link rel="icon" href="data:,"><main><h1>Shop</h1><p id="state"></p><button>Pay</button>` +
            `<div class="inline-checkout"></div></main><script src="${emulator}/paddle.js"></script><script type="module" src="/host.js"></script>`,
        );
    });
    hostUrl = await listen(host);
    browser = await chromium.launch({ executablePath: CHROMIUM!, args: FLAGS });
  });
  afterAll(async () => {
    await browser?.close();
    await closeServer(host);
    await bench.close();
  });
  beforeEach(async () => {
    page = await (await browser.newContext()).newPage();
    problems = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
    });
    page.on('pageerror', (error) => problems.push(error.message));
  });
  afterEach(async () => {
    await page.context().close();
    expect(problems).toEqual([]);
  });

  async function open(
    transaction: Transaction,
    settings: Record<string, unknown> = {},
  ): Promise<FrameLocator> {
    await page.goto(hostUrl);
    await page.getByText('ready').waitFor();
    await page.evaluate(
      (opening) => {
        (window as unknown as { opening: unknown }).opening = opening;
      },
      { transactionId: transaction.id, settings },
    );
    await page.getByRole('button', { name: 'Pay' }).click();
    const frame = page.frameLocator('iframe[name=paddle_frame]');
    await frame.getByRole('heading', { name: 'Order summary' }).waitFor();
    return frame;
  }

  const events = (): Promise<CheckoutEvent[]> =>
    page.evaluate(() => (window as unknown as { events: CheckoutEvent[] }).events);
  const names = async (): Promise<string[]> => (await events()).map((event) => event.name);
  const draft = (): Promise<Transaction> => bench.paddle.transactions.create({ items: [itemOf('2500')] });
  const ready = async (): Promise<Transaction> => (await readyTransaction(bench.paddle)).transaction;

  async function fillCard(frame: FrameLocator, number: string): Promise<void> {
    await frame.getByLabel('Card number').fill(number);
    await frame.getByLabel('Expiry date').fill('12 / 40');
    await frame.getByLabel('Security code').fill('123');
  }

  it('takes a draft to completed, in Paddle’s order of events', async () => {
    const transaction = await draft();
    const frame = await open(transaction);
    await expect.poll(names).toEqual(['checkout.loaded']);
    await frame.getByLabel('Email').fill('buyer@example.com');
    await frame.getByLabel('Country').selectOption('DE');
    await frame.getByText('VAT (19%)').waitFor();
    await fillCard(frame, '4242 4242 4242 4242');
    await frame.getByRole('button', { name: 'Pay €29.75' }).click();
    await frame.getByRole('heading', { name: 'Payment complete' }).waitFor();
    await frame.getByRole('button', { name: 'Close', exact: true }).click();
    await expect.poll(() => page.locator('iframe').count()).toBe(0);
    expect(await names()).toEqual([
      'checkout.loaded',
      'checkout.customer.created',
      'checkout.payment.selected',
      'checkout.payment.initiated',
      'checkout.completed',
      'checkout.closed',
    ]);
    const all = await events();
    expect(all[0]?.data).toMatchObject({
      status: 'draft',
      customer: { email: null, address: null },
      totals: { total: 25 },
    });
    expect(all[4]?.data).toMatchObject({
      status: 'completed',
      transaction_id: transaction.id,
      customer: { email: 'buyer@example.com', address: { country_code: 'DE' } },
      totals: { subtotal: 25, tax: 4.75, total: 29.75, balance: 0 },
      payment: { method_details: { type: 'card', card: { type: 'visa', last4: '4242' } } },
      settings: { display_mode: 'overlay', theme: 'light' },
    });
    await bench.emulator.control.idle();
    expect((await bench.paddle.transactions.get(transaction.id)).status).toBe('completed');
  });

  it('shows the price for each country, and none of the VAT with a VAT number', async () => {
    const frame = await open(await draft());
    await frame.getByText('Choose your country to see the VAT.').waitFor();
    for (const [country, total] of [
      ['FI', '€31.37'],
      ['US', '€25.00'],
      ['HU', '€31.75'],
    ] as const) {
      await frame.getByLabel('Country').selectOption(country);
      await frame.getByRole('button', { name: `Pay ${total}` }).waitFor();
    }
    await frame.getByRole('button', { name: 'Add VAT number' }).click();
    await frame.getByLabel('VAT number').fill('nonsense');
    await frame.getByText('This is not a VAT number of your country.').waitFor();
    await frame.getByLabel('VAT number').fill('HU12345678');
    await frame.getByText('Reverse charge').waitFor();
    await frame.getByRole('button', { name: 'Pay €25.00' }).waitFor();
  });

  it('says why a card was declined and lets the customer try again', async () => {
    const transaction = await ready();
    const frame = await open(transaction);
    await fillCard(frame, '4000 0000 0000 0002');
    await frame.getByRole('button', { name: /^Pay/ }).click();
    await frame.getByRole('alert').getByText('Your card was declined').waitFor();
    expect(await names()).toEqual([
      'checkout.loaded',
      'checkout.payment.selected',
      'checkout.payment.initiated',
      'checkout.payment.failed',
    ]);
    await fillCard(frame, '4242 4242 4242 4242');
    await frame.getByRole('button', { name: /^Pay/ }).click();
    await frame.getByRole('heading', { name: 'Payment complete' }).waitFor();
    expect(
      (await bench.paddle.transactions.get(transaction.id)).payments.map((payment) => payment.status),
    ).toEqual(['captured', 'error']);
  });

  it('asks for 3DS, and goes back to the form when it is rejected', async () => {
    const frame = await open(await ready());
    await fillCard(frame, '4000 0038 0000 0446');
    await frame.getByRole('button', { name: /^Pay/ }).click();
    await frame.getByRole('button', { name: 'Reject' }).click();
    await frame.getByRole('alert').getByText('Your bank could not confirm').waitFor();
    await frame.getByRole('button', { name: /^Pay/ }).click();
    await frame.getByRole('button', { name: 'Confirm payment' }).click();
    await frame.getByRole('heading', { name: 'Payment complete' }).waitFor();
  });

  it('names each field that is missing or wrong, and charges nothing then', async () => {
    const transaction = await draft();
    const frame = await open(transaction);
    await frame.getByRole('button', { name: /^Pay/ }).click();
    await frame.getByText('Enter your email address.').waitFor();
    await expect.poll(() => frame.locator(':focus').getAttribute('id')).toBe('email');
    await frame.getByLabel('Email').fill('buyer@example.com');
    await frame.getByLabel('Country').selectOption('DE');
    await frame.getByLabel('Card number').fill('4242 4242 4242 4241');
    await frame.getByLabel('Expiry date').fill('01 / 20');
    await frame.getByLabel('Security code').fill('1');
    await frame.getByRole('button', { name: /^Pay/ }).click();
    await frame.getByText('This card number is not valid.').waitFor();
    await frame.getByText('This card has expired.').waitFor();
    expect(await frame.getByLabel('Security code').getAttribute('aria-invalid')).toBe('true');
    expect((await bench.paddle.transactions.get(transaction.id)).payments).toEqual([]);
  });

  it('goes to successUrl after the payment', async () => {
    const frame = await open(await ready(), { successUrl: `${hostUrl}/thanks` });
    await fillCard(frame, '4242 4242 4242 4242');
    await frame.getByRole('button', { name: /^Pay/ }).click();
    await page.waitForURL(`${hostUrl}/thanks`);
  });

  it('closes on Escape, gives the focus back and lets the page scroll again', async () => {
    await open(await ready());
    expect(await page.evaluate(() => document.documentElement.style.overflow)).toBe('hidden');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('iframe').count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BUTTON');
    expect(await page.evaluate(() => document.documentElement.style.overflow)).toBe('');
    expect(await names()).toEqual(['checkout.loaded', 'checkout.closed']);
  });

  it('keeps the focus inside, forwards and backwards', async () => {
    const frame = await open(await ready());
    const places = new Set<string | null>();
    for (let i = 0; i < 30; i += 1) {
      await page.keyboard.press(i < 20 ? 'Tab' : 'Shift+Tab');
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('IFRAME');
      places.add(await frame.locator(':focus').evaluate((node) => node.id || node.tagName));
    }
    for (const id of ['close', 'country', 'number', 'expiry', 'cvc', 'pay']) expect(places).toContain(id);
  });

  it('does not let the customer change the email when that is not allowed', async () => {
    const frame = await open(await ready(), { allowLogout: false });
    expect(await frame.getByLabel('Email').getAttribute('readonly')).not.toBeNull();
    expect(await frame.getByRole('button', { name: 'Use another email' }).count()).toBe(0);
  });

  it('fits itself into an element of the page when it is inline', async () => {
    const frame = await open(await ready(), {
      displayMode: 'inline',
      frameTarget: 'inline-checkout',
      frameInitialHeight: 450,
    });
    await frame.getByRole('button', { name: /^Pay/ }).waitFor();
    const parent = await page.locator('iframe').evaluate((node) => node.parentElement?.className);
    expect(parent).toBe('inline-checkout');
    const heights = async (): Promise<boolean> => {
      const outer = (await page.locator('iframe').boundingBox())!.height;
      const inner = await frame.locator('#panel').evaluate((node) => (node as HTMLElement).offsetHeight);
      return Math.abs(outer - inner) <= 2;
    };
    await expect.poll(heights).toBe(true);
  });

  it('says why a checkout cannot be opened', async () => {
    const transaction = await ready();
    await bench.emulator.control.pay(transaction.id);
    await page.goto(hostUrl);
    await page.getByText('ready').waitFor();
    await page.evaluate((transactionId) => {
      (window as unknown as { paddle: { Checkout: { open(input: unknown): void } } }).paddle.Checkout.open({
        transactionId,
      });
    }, transaction.id);
    const frame = page.frameLocator('iframe[name=paddle_frame]');
    await frame.getByRole('heading', { name: 'This checkout cannot be opened' }).waitFor();
    await expect.poll(names).toEqual(['checkout.error']);
    // The browser itself reports the refused request.
    problems = problems.filter((problem) => !problem.includes('400 (Bad Request)'));
  });

  it('answers previews in paddle-js’s form', async () => {
    await page.goto(hostUrl);
    await page.getByText('ready').waitFor();
    const preview = await page.evaluate((item) => {
      const { paddle } = window as unknown as {
        paddle: { TransactionPreview(input: unknown): Promise<unknown> };
      };
      return paddle.TransactionPreview({ items: [item], address: { countryCode: 'DE' } });
    }, itemOf('2500'));
    expect(preview).toMatchObject({
      data: {
        currencyCode: 'EUR',
        address: { countryCode: 'DE', postalCode: null },
        details: {
          totals: { subtotal: '2500', tax: '475', total: '2975', grandTotal: '2975' },
          lineItems: [{ taxRate: '0.19', unitTotals: { total: '2975' } }],
        },
        availablePaymentMethods: ['card'],
      },
      meta: { requestId: expect.any(String) },
    });
  });

  it('keeps its instance when the page loads the script again', async () => {
    await page.goto(hostUrl);
    await page.getByText('ready').waitFor();
    const same = await page.evaluate(async (src) => {
      const host = window as unknown as { PaddleBillingV1: { Initialized: boolean } };
      const before = host.PaddleBillingV1;
      const script = document.createElement('script');
      script.src = src;
      await new Promise((resolve) => {
        script.onload = resolve;
        document.head.append(script);
      });
      return host.PaddleBillingV1 === before && before.Initialized;
    }, `${bench.emulator.url}/paddle.js`);
    expect(same).toBe(true);
  });

  it('opens by itself on a payment link', async () => {
    const transaction = await ready();
    await page.goto(transaction.checkout!.url!);
    const frame = page.frameLocator('iframe[name=paddle_frame]');
    await fillCard(frame, '4242 4242 4242 4242');
    await frame.getByRole('button', { name: /^Pay/ }).click();
    await frame.getByRole('button', { name: 'Close', exact: true }).click();
    await page.getByText('Paid. You can close this page.').waitFor();
  });

  it.each([
    ['light', 320],
    ['dark', 1280],
  ] as const)('is accessible and fits, %s at %i px', async (theme, width) => {
    await page.setViewportSize({ width, height: 800 });
    const frame = await open(await ready(), { theme });
    const fits = (): Promise<boolean> =>
      frame.locator('html').evaluate((node) => node.scrollWidth <= node.clientWidth);
    const violations = async (): Promise<string[]> => {
      // The overlay fades in; colours are only right afterwards.
      await frame
        .locator('#panel')
        .evaluate((node) => Promise.all(node.getAnimations().map((one) => one.finished)));
      const { violations: found } = await new AxeBuilder({ page }).include('iframe').analyze();
      return found.map(
        (violation) => `${violation.id} ${violation.nodes.map((node) => node.target).join(' ')}`,
      );
    };
    await frame.getByText('Test cards').click();
    await fillCard(frame, '4000 0000 0000 0002');
    await frame.getByRole('button', { name: /^Pay/ }).click();
    await frame.getByRole('alert').getByText('declined').waitFor();
    expect([await violations(), await fits()]).toEqual([[], true]);
    await fillCard(frame, '4000 0038 0000 0446');
    await frame.getByRole('button', { name: /^Pay/ }).click();
    await frame.getByRole('button', { name: 'Confirm payment' }).waitFor();
    expect([await violations(), await fits()]).toEqual([[], true]);
    await frame.getByRole('button', { name: 'Confirm payment' }).click();
    await frame.getByRole('heading', { name: 'Payment complete' }).waitFor();
    expect([await violations(), await fits()]).toEqual([[], true]);
  });

  it('has a control page that shows what happened and can act', async () => {
    const transaction = await ready();
    await page.goto(bench.emulator.url);
    await page.getByRole('button', { name: `Pay ${transaction.id}` }).click();
    await page.getByRole('button', { name: `Charge back ${transaction.id}` }).click();
    await page.getByRole('cell', { name: 'chargeback', exact: true }).first().waitFor();
    // What a person at Paddle decides, and webhooks that get lost.
    await page.getByRole('button', { name: 'Decide by hand refunds' }).click();
    await page.getByText('Refunds wait until they are approved or rejected here.').waitFor();
    await page.getByRole('button', { name: 'Drop all webhooks' }).click();
    await page.getByText('Switched on: drop').waitFor();
    const other = await ready();
    await page.getByRole('button', { name: `Pay ${other.id}` }).click();
    await page.getByRole('button', { name: 'Deliver again webhooks' }).click();
    await page.getByRole('button', { name: `Warn ${other.id}` }).click();
    await page.getByRole('cell', { name: 'chargeback_warning', exact: true }).first().waitFor();
    await page
      .getByRole('button', { name: /^Reverse adj_/ })
      .first()
      .click();
    await page.getByRole('cell', { name: 'chargeback_warning_reverse', exact: true }).first().waitFor();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map((violation) => violation.id)).toEqual([]);
  });
});

import { once } from 'node:events';
import type { IncomingHttpHeaders, Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Environment } from '@paddle/paddle-node-sdk';
import { ApiError, Paddle } from '@paddle/paddle-node-sdk';
import type { Settings } from '../src/settings.ts';
import type { Emulator } from '../src/start.ts';
import { startEmulator } from '../src/start.ts';

export const API_KEY = 'pdl_sdbx_apikey_test';
export const SECRET = 'pdl_ntfset_test_secret';

/** An entity as it travels, as far as tests look into it. */
export type Wire = {
  id: string;
  status: string;
  action: string;
  custom_data: unknown;
  details: { totals: { fee: string | null } };
};

/** A webhook as it arrived. */
export type Received = {
  headers: IncomingHttpHeaders;
  raw: string;
  body: { event_id: string; event_type: string; notification_id: string; occurred_at: string; data: Wire };
};

/** A destination for webhooks that keeps what it gets. */
export type Receiver = {
  url: string;
  received: Received[];
  /** What to answer from now on; the default is 200. */
  answerWith(respond: (request: Received) => number | Promise<number>): void;
  /** The names of the events that arrived, in order. */
  types(): string[];
  close(): Promise<void>;
};

export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  let respond: (request: Received) => number | Promise<number> = () => 200;
  const server = createServer(async (request, response) => {
    let raw = '';
    for await (const chunk of request) raw += chunk;
    let body: Received['body'];
    try {
      body = JSON.parse(raw);
    } catch {
      body = {
        event_id: '',
        event_type: 'unreadable',
        notification_id: '',
        occurred_at: '',
        data: {} as Wire,
      };
    }
    const entry = { headers: request.headers, raw, body };
    received.push(entry);
    const status = await respond(entry);
    const headers = {
      'content-type': 'text/plain',
      ...(status < 400 && status >= 300 ? { location: '/moved' } : {}),
    };
    response.writeHead(status, headers).end('seen');
  });
  const url = await listen(server);
  return {
    url: `${url}/webhooks`,
    received,
    answerWith: (next) => {
      respond = next;
    },
    types: () => received.map((entry) => entry.body.event_type),
    close: () => closeServer(server),
  };
}

export async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

export type Bench = { emulator: Emulator; paddle: Paddle; receiver: Receiver; close(): Promise<void> };

/** An emulator, an unmodified SDK client for it and a destination for its webhooks. */
export async function startBench(options: Partial<Settings> = {}): Promise<Bench> {
  const receiver = await startReceiver();
  const emulator = await startEmulator({
    apiKey: API_KEY,
    webhook: { url: receiver.url, secret: SECRET },
    completedDelayMs: 20,
    retryBaseMs: 20,
    ...options,
  });
  return {
    emulator,
    receiver,
    paddle: connect(emulator.url),
    async close() {
      await emulator.close();
      await receiver.close();
    },
  };
}

/** An SDK client, exactly as an application makes one. */
export function connect(url: string, apiKey = API_KEY): Paddle {
  return new Paddle(apiKey, { environment: url as Environment });
}

/** A non-catalogue item: how an arbitrary amount is sold. */
export function itemOf(amount: string, currencyCode: 'EUR' | 'USD' | 'JPY' = 'EUR') {
  return {
    quantity: 1,
    price: {
      description: 'Prepaid credit',
      unitPrice: { amount, currencyCode },
      taxMode: 'external' as const,
      quantity: { minimum: 1, maximum: 1 },
      product: { name: 'Prepaid credit', taxCategory: 'standard' as const },
    },
  };
}

let customers = 0;

/** A customer with an address, and a transaction of theirs that is ready to be paid. */
export async function readyTransaction(
  paddle: Paddle,
  amount = '2500',
  countryCode: 'DE' | 'FI' | 'US' = 'DE',
) {
  customers += 1;
  const customer = await paddle.customers.create({ email: `customer-${customers}@example.com` });
  const address = await paddle.addresses.create(customer.id, { countryCode, postalCode: '10115' });
  const transaction = await paddle.transactions.create({
    items: [itemOf(amount)],
    customerId: customer.id,
    addressId: address.id,
    customData: { purchase_id: 'purchase-1' },
    collectionMode: 'automatic',
  });
  return { customer, address, transaction };
}

/** A transaction that is paid and completed. */
export async function completedTransaction(bench: Bench, amount = '2500') {
  const { transaction } = await readyTransaction(bench.paddle, amount);
  await bench.emulator.control.pay(transaction.id);
  await bench.emulator.control.idle();
  return bench.paddle.transactions.get(transaction.id);
}

/** The code with which a call is refused. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    if (error instanceof ApiError) return error.code;
    throw error;
  }
  throw new Error('the call was not refused');
}

/**
 * The paths of fields that the SDK found missing: its entities read every field they know, and what the wire lacks
 * becomes undefined.
 */
export function missingFields(entity: unknown, path = ''): string[] {
  if (entity === undefined) return [path];
  if (typeof entity !== 'object' || entity === null) return [];
  return Object.entries(entity).flatMap(([key, value]) => missingFields(value, `${path}.${key}`));
}

/** An answer of the REST interface, as far as tests look into it. */
export type RestAnswer = {
  status: number;
  data: { id: string; event_type: string }[];
  meta: { pagination: { per_page: number } };
  error: { code: string };
};

/** Asks the REST interface without the SDK. */
export async function ask(url: string, path: string, init: RequestInit = {}): Promise<RestAnswer> {
  const headers = { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' };
  const response = await fetch(`${url}${path}`, { headers, ...init });
  return { status: response.status, ...((await response.json()) as Omit<RestAnswer, 'status'>) };
}

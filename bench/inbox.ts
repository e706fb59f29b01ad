import { createHmac } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { uuidv7 } from '#lib/core/ids.ts';
import { connect } from '#lib/db/client.ts';
import { violationsOf } from '#lib/db/invariant.ts';
import { migrate } from '#lib/db/migrate.ts';
import { ledgerInvariants } from '#lib/ledger/invariants.ts';
import { post } from '#lib/ledger/post.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { paddleWebhooks } from '#lib/paddle/source.ts';
import { answerWebhook } from '#lib/paddle/webhook.ts';
import { topUpInvariants } from '#lib/topups/invariants.ts';
import { startPostgres } from '#scripts/postgres.ts';
import { during } from '#scripts/progress.ts';

// npm run bench:inbox -- [--events 1000]
//
// Paddle waits 5 s for an answer. This sends so many completed payments at once, each of another customer, to the code of the
// app's route behind a plain HTTP server, and prints how long the answers took and until when all were credited.

const { values } = parseArgs({ options: { events: { type: 'string', default: '1000' } } });
const count = Number(values.events);
const SECRET = 'pdl_ntfset_bench';
const LIMIT_MS = 5_000;

const folder = mkdtempSync(join(tmpdir(), 'depicta-bench-'));
chmodSync(folder, 0o711);
const server = await startPostgres({ dataDir: join(folder, 'postgres'), durable: true, database: 'bench' });
try {
  const ownerUrl = server.url;
  const appUrl = withUser(ownerUrl, 'depicta_app', 'bench');
  await migrate({ ownerUrl, appUrl });
  const db = connect(appUrl);
  const events = await during(`Beginning ${count} payments`, () => begin(db));
  const handling: Promise<unknown>[] = [];
  const source = paddleWebhooks({ secrets: [SECRET], acceptSimulated: false });
  const app = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', async () => {
      const headers = { 'paddle-signature': String(incoming.headers['paddle-signature']) };
      const request = new Request('http://app/', { method: 'POST', headers, body: Buffer.concat(chunks) });
      const later = (work: () => Promise<void>) => void handling.push(work());
      const { status } = await answerWebhook(db.prisma, source, request, { now: () => new Date(), later });
      outgoing.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(app.address() as AddressInfo).port}/`;

  const alone = await deliver(url, events[0]!);
  const begun = performance.now();
  const answers = await during(`Delivering ${count} at once`, () =>
    Promise.all(events.map((event) => deliver(url, event))),
  );
  const answeredMs = performance.now() - begun;
  await Promise.all(handling);
  const handledMs = performance.now() - begun;
  const times = answers.map(({ ms }) => ms).sort((a, b) => a - b);
  const at = (share: number) =>
    Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))]!);
  const { rows } = await db.pool.query<{ credited: bigint }>(
    `SELECT count(*) AS credited FROM purchase WHERE status = 'PAID'`,
  );
  const broken = await violationsOf(db.pool, [...ledgerInvariants, ...topUpInvariants], new Date());
  console.log(`
| | |
|---|---|
| answered with 200 | ${answers.filter(({ status }) => status === 200).length} of ${count} |
| credited, each once | ${rows[0]!.credited} |
| one answer alone, ms | ${Math.round(alone.ms)} |
| answers of ${count} at once: p50, p99, slowest, ms | ${at(0.5)}, ${at(0.99)}, ${at(1)} |
| the slowest, of Paddle's 5 s | ${((at(1) / LIMIT_MS) * 100).toFixed(0)} % |
| all answered, all credited after, s | ${(answeredMs / 1000).toFixed(1)}, ${(handledMs / 1000).toFixed(1)} |
| broken rules | ${broken.map(({ name }) => name).join(', ') || 'none'} |
`);
  if (at(1) > LIMIT_MS || broken.length > 0) process.exitCode = 1;
  app.close();
  await db.close();
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** Purchases that are ready to be paid, and the event of each payment. */
async function begin(db: ReturnType<typeof connect>): Promise<string[]> {
  const at = new Date();
  const ids = Array.from({ length: count }, (_, i) => ({ i, customerId: uuidv7(), purchaseId: uuidv7() }));
  await db.prisma.customer.createMany({
    data: ids.map(({ i, customerId }) => ({ id: customerId, createdAt: at, paddleCustomerId: `ctm_${i}` })),
  });
  const opening = ids.map(({ customerId }) => ({ op: 'open', customerId }) as const);
  await post(onPool(db.pool), at, opening);
  await db.prisma.purchase.createMany({
    data: ids.map(({ i, customerId, purchaseId }) => ({
      ...{
        id: purchaseId,
        customerId,
        requestToken: uuidv7(),
        status: 'PENDING',
        amountCents: 2500n,
        country: 'DE',
      },
      ...{ consentVersion: 'v1', consentAt: at, createdAt: at, paddleTransactionId: `txn_${i}` },
    })),
  });
  return ids.map(({ i, purchaseId }) =>
    JSON.stringify({
      event_id: `evt_${i}`,
      event_type: 'transaction.completed',
      occurred_at: at.toISOString(),
      data: {
        ...{ id: `txn_${i}`, status: 'completed', customer_id: `ctm_${i}`, currency_code: 'EUR' },
        ...{
          invoice_number: `1-${i}`,
          billed_at: at.toISOString(),
          custom_data: { purchase_id: purchaseId },
        },
        items: [{ quantity: 1 }],
        details: {
          line_items: [{ quantity: 1 }],
          totals: { subtotal: '2500', discount: '0', tax: '475', total: '2975', balance: '0' },
        },
        payments: [{ status: 'captured', captured_at: at.toISOString() }],
      },
    }),
  );
}

async function deliver(url: string, body: string): Promise<{ status: number; ms: number }> {
  const ts = Math.floor(Date.now() / 1000);
  const hash = createHmac('sha256', SECRET).update(`${ts}:${body}`).digest('hex');
  const begun = performance.now();
  const answer = await fetch(url, {
    method: 'POST',
    body,
    headers: { 'paddle-signature': `ts=${ts};h1=${hash}` },
  });
  return { status: answer.status, ms: performance.now() - begun };
}

function withUser(url: string, user: string, password: string): string {
  const changed = new URL(url);
  changed.username = user;
  changed.password = password;
  return changed.href;
}

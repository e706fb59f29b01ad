import { performance } from 'node:perf_hooks';
import { type Uuid, uuidv7 } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import { Batcher } from '#lib/ledger/batcher.ts';
import { type Item, type Posted, post } from '#lib/ledger/post.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { credits } from '#lib/money/credits.ts';
import { type Measured, quantile } from './measured.ts';

const HOLD = credits(60_000n);
const CHARGE = credits(45_000n);
const LIFETIME_MS = 900_000;

/** The ledger as one process uses it: what arrives while a batch is under way goes together in the next one. */
export function ledgerOf(db: Pick<Database, 'pool'>): Batcher<Item, Posted> {
  const sql = onPool(db.pool);
  return new Batcher<Item, Posted>({
    run: (items) => post(sql, new Date(), items),
    customerOf: (item) => item.customerId,
    keyOf: (item) => ('holdId' in item ? item.holdId : item.customerId),
  });
}

/**
 * Holds and settles for some seconds: a client is a loop that awaits a hold, then its settlement.
 *
 * @param options.customers drawn from at random by every client
 * @returns pairs a second, and how long a pair took
 */
export async function holdAndSettle(
  ledger: Batcher<Item, Posted>,
  options: { customers: readonly Uuid[]; clients: number; seconds: number },
): Promise<Measured> {
  const timesMs: number[] = [];
  const startedMs = performance.now();
  const untilMs = startedMs + options.seconds * 1000;
  const client = async () => {
    while (performance.now() < untilMs) {
      const beganMs = performance.now();
      await pair(ledger, options.customers[Math.floor(Math.random() * options.customers.length)]!);
      timesMs.push(performance.now() - beganMs);
    }
  };
  await Promise.all(Array.from({ length: options.clients }, client));
  const elapsedSeconds = (performance.now() - startedMs) / 1000;
  timesMs.sort((a, b) => a - b);
  return {
    perSecond: timesMs.length / elapsedSeconds,
    p50Ms: quantile(timesMs, 0.5),
    p99Ms: quantile(timesMs, 0.99),
  };
}

/** The hold of a pair. */
export function holdOf(names: { customerId: Uuid; holdId: Uuid }): Item {
  return {
    op: 'hold',
    ...names,
    amountMicros: HOLD,
    causeType: 'generation',
    expiresAt: new Date(Date.now() + LIFETIME_MS),
    floorMicros: HOLD,
    maxOpen: 1_000,
  };
}

/** The settlement of a pair. */
export function settleOf(names: { customerId: Uuid; holdId: Uuid }): Item {
  return { op: 'settle', ...names, chargeMicros: CHARGE };
}

async function pair(ledger: Batcher<Item, Posted>, customerId: Uuid): Promise<void> {
  const names = { customerId, holdId: uuidv7() };
  const held = await ledger.submit(holdOf(names));
  if (held.outcome !== 'held') throw new Error(`The hold was refused: ${held.outcome}`);
  const settled = await ledger.submit(settleOf(names));
  if (settled.outcome !== 'settled') throw new Error(`The settlement was refused: ${settled.outcome}`);
}

import { performance } from 'node:perf_hooks';
import type { Pool } from 'pg';
import type { Uuid } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import { balanceNow } from '#lib/ledger/balance.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { statementPage } from '#lib/ledger/statement.ts';
import { during } from '#scripts/progress.ts';
import { fillPast, openBooks } from './books.ts';
import { median, quantile } from './measured.ts';
import { holdAndSettle, ledgerOf } from './pairs.ts';
import { pgbench } from './pgbench.ts';
import { table } from './report.ts';

const CROWD = 1_000;
const LINES_A_PAGE = 25;
const DEEP_PAGE = 10_000;
const READS = 200;
/** Of each size this share belongs to one customer; the rest is spread over a thousand. */
const HOT_SHARE = 0.5;

/** How speed and reads change as the journal grows. */
export async function growth(options: {
  db: Database;
  ownerPool: Pool;
  sizes: readonly number[];
  rounds: number;
  seconds: number;
  program: string;
  yardstickUrl: string;
}): Promise<{ text: string; found: object[] }> {
  const { db, ownerPool, sizes, rounds, seconds } = options;
  const [hot, ...crowd] = (await openBooks(db.pool, CROWD + 1)) as [Uuid, ...Uuid[]];
  const ledger = ledgerOf(db);
  const found: Record<string, number>[] = [];
  let entries = 0;
  for (const size of sizes) {
    await during(`Growing to ${size} entries`, async () => {
      const more = size - entries;
      await fillPast(ownerPool, hot, Math.round(more * HOT_SHARE));
      const each = Math.floor((more * (1 - HOT_SHARE)) / CROWD);
      if (each > 0) for (const customerId of crowd) await fillPast(ownerPool, customerId, each);
      entries = size;
      await ownerPool.query('VACUUM ANALYZE');
    });
    await holdAndSettle(ledger, { customers: [hot, ...crowd], clients: 32, seconds: 1 });
    const rates = { su: [] as number[], many: [] as number[], hot: [] as number[] };
    for (let round = 0; round < rounds; round += 1) {
      const { program, yardstickUrl } = options;
      rates.su.push(
        (await pgbench(program, yardstickUrl, { script: 'simple-update', clients: 32, seconds })).perSecond,
      );
      rates.many.push(
        (await holdAndSettle(ledger, { customers: [hot, ...crowd], clients: 32, seconds })).perSecond,
      );
      rates.hot.push((await holdAndSettle(ledger, { customers: [hot], clients: 32, seconds })).perSecond);
    }
    const reads = await readTimes(db, hot);
    found.push({
      entries,
      su: median(rates.su),
      many: median(rates.many),
      hot: median(rates.hot),
      ...reads,
    });
  }
  const rows = found.map((row) => [
    row.entries!.toExponential(0),
    (row.many! / row.su!).toFixed(2),
    (row.hot! / row.su!).toFixed(2),
    row.balanceMs!.toFixed(3),
    row.firstPageMs!.toFixed(3),
    `${row.deepPageMs!.toFixed(3)} (page ${row.deepPage})`,
  ]);
  return {
    text: table(
      ['entries', 'crowd / SU', 'hot / SU', 'balance, ms', 'first page of 25, ms', 'deep page, ms'],
      rows,
    ),
    found,
  };
}

async function readTimes(db: Database, customerId: Uuid): Promise<Record<string, number>> {
  const sql = onPool(db.pool);
  const balance = await balanceNow(sql, customerId, new Date());
  const lines = Number(balance!.version);
  const deepPage = Math.min(DEEP_PAGE, Math.floor(lines / LINES_A_PAGE) - 1);
  const before = BigInt(lines - deepPage * LINES_A_PAGE);
  return {
    balanceMs: await timed(() => balanceNow(sql, customerId, new Date())),
    firstPageMs: await timed(() => statementPage(sql, customerId, { limit: LINES_A_PAGE })),
    deepPageMs: await timed(() => statementPage(sql, customerId, { before, limit: LINES_A_PAGE })),
    deepPage,
  };
}

/** The median of many reads, one after the other. */
async function timed(read: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < READS; i += 1) {
    const began = performance.now();
    await read();
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  return quantile(times, 0.5);
}

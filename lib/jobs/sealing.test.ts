import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { now } from '#lib/core/clock.ts';
import { connect } from '#lib/db/client.ts';
import { proofKeys } from '#lib/ledger/proof-keys.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { Books } from '#lib/testing/books.ts';
import { testDatabase } from '#lib/testing/postgres.ts';
import { TEST_SIGNING_KEY } from '#lib/testing/signing-key.ts';
import { startSealing } from './sealing.ts';

test('what was there and what is posted meanwhile is sealed, until it is stopped', async () => {
  const db = connect((await testDatabase()).appUrl);
  const books = await Books.open(onPool(db.pool), now());
  const sealedUpto = async () =>
    (await db.pool.query<{ upto: bigint }>('SELECT coalesce(max(upto_seq), 0) AS upto FROM ledger_seal'))
      .rows[0]!.upto;
  const until = async (upto: bigint) => {
    while ((await sealedUpto()) !== upto) await sleep(50);
  };
  await books.topUp(now(), '10');
  const sealing = startSealing(db, proofKeys(TEST_SIGNING_KEY));
  await until(1n);
  for (const upto of [2n, 3n]) {
    await books.hold(now(), '1');
    await until(upto);
  }
  await sealing.stop();
  await books.hold(now(), '1');
  await sleep(2_500);
  expect(await sealedUpto()).toBe(3n);
  await db.close();
}, 60_000);

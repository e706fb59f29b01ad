import { createHash } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { type Uuid, uuidv7 } from '#lib/core/ids.ts';
import { connect, type Database } from '#lib/db/client.ts';
import { violationsOf } from '#lib/db/invariant.ts';
import { transaction } from '#lib/db/transaction.ts';
import { type TestDatabase, testDatabase } from '#lib/testing/postgres.ts';
import { listAudit } from './audit-store.ts';
import { checkBooks, keepCheck } from './books.ts';
import { lastCheck } from './check-store.ts';
import { staffInvariants } from './invariants.ts';
import { insertAudit } from './store.ts';

const AT = new Date('2026-11-22T12:00:00.123Z');
let given: TestDatabase;
let db: Database;

beforeAll(async () => {
  given = await testDatabase();
  db = connect(given.appUrl);
  return () => db.close();
});

async function write(
  to: Database,
  change: { actor?: string; action?: string; customerId?: Uuid; at?: Date } = {},
) {
  const id = uuidv7();
  await transaction(to.prisma, (tx) =>
    insertAudit(tx, {
      ...{
        id,
        at: AT,
        actor: 'sam@depicta.example',
        action: 'grant',
        customerId: null,
        reason: 'Für die Störung 🙂',
      },
      ...{ before: { credit_eur: '0.000000' }, after: { b: 1, a: ['x', null] } },
      ...change,
    }),
  );
  return id;
}

test('rows that are written at once make one chain, each over the one before', async () => {
  await Promise.all(Array.from({ length: 25 }, () => write(db)));
  const rows = await db.prisma.auditEntry.findMany({ orderBy: { number: 'asc' } });
  expect(rows.map(({ number }) => number)).toEqual(rows.map((_, i) => BigInt(i + 1)));
  expect(await checkBooks(given.pool, AT)).toEqual([]);
});

test('a hash is what its documentation says, worked out without the database', async () => {
  const id = await write(db, { customerId: uuidv7() });
  const { rows } = await given.pool.query(
    'SELECT *, before::text AS before_text, after::text AS after_text FROM audit_entry WHERE id = $1',
    [id],
  );
  const [row] = rows;
  const digest = (before: Buffer, fields: (string | null)[]) =>
    createHash('sha256')
      .update(before)
      .update(
        fields.map((field) => `${field === null ? '-' : `${Buffer.byteLength(field)}:${field}`},`).join(''),
      )
      .digest('hex');
  const words = digest(row.salt, [row.reason, row.before_text, row.after_text]);
  expect(row.salt).toHaveLength(16);
  expect(row.words_digest.toString('hex')).toBe(words);
  const named = [row.number.toString(), row.id, row.at.toISOString(), row.actor, row.action, row.customer_id];
  expect(row.hash.toString('hex')).toBe(digest(row.previous_hash, [...named, words]));
});

test.each([
  ['insert', 'INSERT INTO audit_entry SELECT * FROM audit_entry LIMIT 1'],
  ['update', "UPDATE audit_entry SET reason = 'x'"],
  ['delete', 'DELETE FROM audit_entry'],
])('the app cannot %s: it appends, and that is all', async (_what, statement) => {
  await expect(given.pool.query(statement)).rejects.toThrow(/permission denied/);
});

test('the owner is refused too, by triggers, and a wrong hash by a constraint', async () => {
  await write(db);
  await expect(given.ownerPool.query("UPDATE audit_entry SET reason = 'x'")).rejects.toThrow(/append-only/);
  await expect(given.ownerPool.query('DELETE FROM audit_entry')).rejects.toThrow(/append-only/);
  await expect(given.ownerPool.query('TRUNCATE audit_entry')).rejects.toThrow(/append-only/);
  await expect(
    given.ownerPool.query(
      `INSERT INTO audit_entry (number, id, at, actor, action, reason, salt, words_digest, previous_hash, hash)
       VALUES (9999, gen_random_uuid(), now(), 'x', 'x', 'x', 'x', audit_digest('x', 'x', NULL, NULL), 'x', 'x')`,
    ),
  ).rejects.toThrow(/audit_entry_hash_is_its_content/);
});

const REWRITE = `DO $$ DECLARE r record; v_link bytea := sha256('depicta audit 1'); BEGIN
  FOR r IN SELECT * FROM audit_entry ORDER BY number LOOP
    UPDATE audit_entry SET previous_hash = v_link,
      words_digest = audit_digest(r.salt, r.reason, r.before::text, r.after::text),
      hash = audit_hash(v_link, r.number, r.id, r.at, r.actor, r.action, r.customer_id,
        audit_digest(r.salt, r.reason, r.before::text, r.after::text)) WHERE id = r.id RETURNING hash INTO v_link;
  END LOOP; END $$`;

test.each([
  ['changes a reason', "UPDATE audit_entry SET reason = 'x' WHERE number = 3", 'audit_log_is_one_chain'],
  ['changes who did it', "UPDATE audit_entry SET actor = 'x' WHERE number = 5", 'audit_log_is_one_chain'],
  [
    'changes what it was after',
    `UPDATE audit_entry SET after = '{"b": 2}' WHERE number = 1`,
    'audit_log_is_one_chain',
  ],
  [
    'changes a row and its hash',
    `UPDATE audit_entry SET reason = 'x', words_digest = audit_digest(salt, 'x', before::text, after::text),
       hash = audit_hash(previous_hash, number, id, at, actor, action, customer_id,
         audit_digest(salt, 'x', before::text, after::text)) WHERE number = 3`,
    'audit_log_is_one_chain',
  ],
  [
    'makes words look erased',
    "UPDATE audit_entry SET reason = '', salt = '', words_erased = true WHERE number = 3",
    'audit_log_is_one_chain',
  ],
  ['takes a row out', 'DELETE FROM audit_entry WHERE number = 3', 'audit_log_is_one_chain'],
  [
    'swaps two rows',
    'UPDATE audit_entry SET number = CASE number WHEN 3 THEN 1004 ELSE 1003 END WHERE number IN (3, 4); UPDATE audit_entry SET number = number - 1000 WHERE number > 1000',
    'audit_log_is_one_chain',
  ],
  ['cuts off the end', 'DELETE FROM audit_entry WHERE number > 4', 'audit_log_keeps_its_end'],
  [
    'changes a row and works out the whole chain anew',
    `UPDATE audit_entry SET reason = 'x' WHERE number = 3; ${REWRITE}`,
    'audit_log_keeps_its_end',
  ],
])('a superuser who %s is noticed', async (_what, tampering, rule) => {
  const broken = await testDatabase({ breaksInvariants: 'to see the tampering noticed' });
  const own = connect(broken.appUrl);
  for (let i = 0; i < 6; i += 1) await write(own);
  await keepCheck(own, AT);
  expect((await lastCheck(own.prisma))!.violations).toEqual([]);
  const client = await broken.ownerPool.connect();
  await client.query(`ALTER TABLE audit_entry DROP CONSTRAINT audit_entry_hash_is_its_content,
    DROP CONSTRAINT audit_entry_digest_is_its_words`);
  await client.query('DROP INDEX audit_entry_previous_hash_key');
  await client.query("SET session_replication_role = 'replica'");
  await client.query(tampering);
  client.release();
  const found = await violationsOf(broken.ownerPool, staffInvariants, AT);
  expect(found.map(({ name }) => name)).toContain(rule);
  await keepCheck(own, AT);
  expect((await lastCheck(own.prisma))!.violations.map(({ name }) => name)).toContain(rule);
  await own.close();
});

test('the log is read by actor, kind, customer and time, newest first, page by page', async () => {
  const customerId = uuidv7();
  const late = new Date('2026-11-25T00:00:00Z');
  const actor = `${uuidv7()}@depicta.example`;
  const ids = [
    await write(db, { actor, customerId }),
    await write(db, { actor, customerId, action: 'suspend' }),
    await write(db, { actor, at: late }),
  ];
  const read = async (filter: Parameters<typeof listAudit>[1], before?: bigint) =>
    (await listAudit(db.prisma, filter, { before, limit: 10 })).map(({ id }) => ids.indexOf(id));
  expect(await read({ actor })).toEqual([2, 1, 0]);
  expect(await read({ actor, action: 'grant' })).toEqual([2, 0]);
  expect(await read({ customerId })).toEqual([1, 0]);
  expect(await read({ actor, from: late })).toEqual([2]);
  expect(await read({ actor, to: late })).toEqual([1, 0]);
  const [newest] = await listAudit(db.prisma, { actor }, { limit: 1 });
  expect(await read({ actor }, newest!.number)).toEqual([1, 0]);
});

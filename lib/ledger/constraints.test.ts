import { beforeAll, describe, expect, test } from 'vitest';
import { uuidv7 } from '#lib/core/ids.ts';
import { connect, type Database } from '#lib/db/client.ts';
import { violationsOf } from '#lib/db/invariant.ts';
import { Books } from '#lib/testing/books.ts';
import { type TestDatabase, testDatabase } from '#lib/testing/postgres.ts';
import { tamper } from '#lib/testing/tamper.ts';
import { ledgerInvariants } from './invariants.ts';
import { onPool, type Sql } from './sql.ts';
import { keepSums } from './sums.ts';

const AT = new Date('2026-11-22T12:00:00Z');
const LATER = new Date('2026-11-22T18:00:00Z');
let owned: TestDatabase;
let db: Database;
let sql: Sql;

beforeAll(async () => {
  owned = await testDatabase({ breaksInvariants: 'each test plants a fault' });
  db = connect(owned.appUrl);
  sql = onPool(db.pool);
  return () => db.close();
});

/**
 * A customer with a trial, a settled, a released and an open hold against a budget, a top-up that was charged back and
 * left a debt, and another of which a part was refunded and a part is asked for.
 */
async function busyBooks(): Promise<Books & { open: string; settled: string; released: string }> {
  const books = await Books.open(sql, AT);
  const budget = { ref: uuidv7(), period: '2026-11-01', capMicros: null };
  await books.trial(AT, '1');
  const { lotId } = await books.topUp(AT, '5');
  const settled = await books.hold(AT, '2', { budget });
  await books.settle(AT, settled.holdId, '1.5');
  const released = await books.hold(AT, '0.5');
  await books.release(AT, released.holdId);
  const open = await books.hold(AT, '0.25', { budget });
  const old = await books.topUp(AT, '3');
  const refunded = await books.reserve(AT, old.lotId, '1');
  await books.refund(AT, refunded.requestId);
  await books.reserve(AT, old.lotId, '0.5');
  await books.spend(AT, '3');
  await books.clawBack(AT, lotId, '5');
  await keepSums(sql, 4);
  return Object.assign(books, { open: open.holdId, settled: settled.holdId, released: released.holdId });
}

/** Runs SQL as the owner. */
const asOwner = (text: string, values: unknown[] = []) => owned.ownerPool.query(text, values);

/** Runs SQL as a superuser who has switched the triggers off. */
const behindTheTriggers = (text: string, values: unknown[]) =>
  tamper(owned.ownerPool, async (client) => {
    const { rowCount } = await client.query(text, values);
    expect(rowCount).toBeGreaterThan(0);
  });

describe('the app’s role', () => {
  test.each([
    'UPDATE ledger_customer SET credit = credit + 1',
    'UPDATE ledger_posting SET amount = amount + 1',
    'DELETE FROM ledger_posting',
    'UPDATE ledger_hold SET charged = 0',
    'UPDATE ledger_lot SET remaining = remaining + 1',
    "UPDATE ledger_refund_request SET state = 'returned'",
    'INSERT INTO ledger_release VALUES (gen_random_uuid(), 1, gen_random_uuid(), $$x$$)',
    'TRUNCATE ledger_clock',
    'DELETE FROM ledger_budget',
    'INSERT INTO ledger_sum SELECT * FROM ledger_sum',
    'UPDATE ledger_sum SET change = 0',
    'UPDATE audit_entry SET reason = $$x$$',
    'DELETE FROM purchase',
  ])('may not %s', async (statement) => {
    await expect(db.pool.query(statement)).rejects.toThrow(/permission denied/);
  });

  test.each([
    'ledger_post_one(now(), NULL)',
    "ledger_end_many(now(), '{}', '{}')",
    "ledger_hold_many(now(), '{}', '{}')",
    'ledger_credit(NULL, now(), NULL)',
    "ledger_expire(NULL, now(), 'x', now(), 'x', NULL)",
    'ledger_reserve(NULL, now(), NULL)',
    'ledger_claw_back(NULL, now(), NULL)',
    'ledger_reverse(NULL, now(), NULL)',
    'ledger_forfeit(NULL, now(), NULL)',
  ])('posts through ledger_post alone, not through %s', async (call) => {
    await expect(db.pool.query(`SELECT ${call}`)).rejects.toThrow(/permission denied for function/);
  });

  let busy: ReturnType<typeof busyBooks>;
  const WITH_AN_AMOUNT = [
    'hold',
    'settle',
    'credit',
    'reserve',
    'claw_back',
    'reverse',
    'write_off',
    'correct',
  ];
  // Beyond what our own code can send: a rule that compares with what is missing would let it pass.
  test.each([
    { op: 'hold', wrong: { amount: '0' } },
    { op: 'hold', wrong: { floor: null } },
    { op: 'hold', wrong: { max_open: null } },
    { op: 'hold', wrong: { budget_cap: '5' } },
    { op: 'refund', wrong: { expires_at: null } },
    { op: 'claw_back', wrong: { effective_at: null } },
    { op: 'claw_back', wrong: { expires_at: null } },
    ...WITH_AN_AMOUNT.map((op) => ({ op, wrong: { amount: null } })),
    ...WITH_AN_AMOUNT.map((op) => ({ op, wrong: { amount: '-1' } })),
  ])('may not post $op with $wrong', async ({ op, wrong }) => {
    busy ??= busyBooks();
    const { customerId, open } = await busy;
    const whole = {
      i: 0,
      op,
      customer_id: customerId,
      id: op === 'settle' ? open : uuidv7(),
      amount: '1',
      cause_type: 'generation',
      cause_id: uuidv7(),
      expires_at: LATER.toISOString(),
      effective_at: AT.toISOString(),
      floor: '0',
      max_open: 99,
      kind: 'grant',
      key: `key:${uuidv7()}`,
      lot_id: uuidv7(),
      actor: 'me',
      detail_digest: null,
    };
    const posting = (items: object[]) =>
      db.pool.query('SELECT * FROM ledger_post($1::timestamptz, $2::json)', [
        AT.toISOString(),
        JSON.stringify(items),
      ]);
    await expect(posting([{ ...whole, ...wrong }])).rejects.toThrow(/an item lacks what its kind must say/);
    expect((await posting([whole])).rows).toHaveLength(1);
  });
});

test('the app’s role cannot slip a table of its own under the functions that run with their owner’s rights', async () => {
  const client = await db.pool.connect();
  try {
    // A database made from a template keeps its own rights, so the role is let in here to prove the second wall.
    await asOwner(`GRANT TEMPORARY ON DATABASE ${new URL(owned.ownerUrl).pathname.slice(1)} TO PUBLIC`);
    await client.query('CREATE TEMP TABLE ledger_customer (LIKE public.ledger_customer INCLUDING ALL)');
    await client.query('GRANT ALL ON ledger_customer TO PUBLIC');
    const customerId = '019ac0de-0000-7000-8000-00000000beef';
    await client.query('SELECT * FROM ledger_post($1::timestamptz, $2::json)', [
      AT.toISOString(),
      JSON.stringify([{ i: 0, op: 'open', customer_id: customerId }]),
    ]);
    const own = await client.query('SELECT count(*)::integer AS n FROM pg_temp.ledger_customer');
    const ours = await client.query(
      'SELECT count(*)::integer AS n FROM public.ledger_customer WHERE customer_id = $1',
      [customerId],
    );
    expect([own.rows[0].n, ours.rows[0].n]).toEqual([0, 1]);
  } finally {
    await client.query('DROP TABLE IF EXISTS pg_temp.ledger_customer');
    client.release();
  }
});

test('every function that runs with its owner’s rights looks into the temporary schema last', async () => {
  const { rows } = await owned.ownerPool.query(
    `SELECT proname, proconfig FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace`,
  );
  expect(rows.length).toBeGreaterThanOrEqual(1);
  for (const { proname, proconfig } of rows) {
    expect([proname, (proconfig ?? []).find((each: string) => each.startsWith('search_path='))]).toEqual([
      proname,
      expect.stringMatching(/, pg_temp$/),
    ]);
  }
});

describe('even the owner is refused', () => {
  test.each([
    ['UPDATE ledger_posting SET amount = amount + 1', /append-only/],
    ['DELETE FROM ledger_posting', /append-only/],
    ['TRUNCATE ledger_posting', /append-only/],
    ['UPDATE ledger_release SET reason = $$x$$', /append-only/],
    ['DELETE FROM ledger_release', /append-only/],
    ['UPDATE ledger_clock SET expires_at = expires_at', /append-only/],
    ['DELETE FROM ledger_clock', /append-only/],
    ['TRUNCATE ledger_clock', /append-only/],
    ['UPDATE ledger_sum SET amount = amount + 1', /append-only/],
    ['DELETE FROM ledger_sum', /append-only/],
    ['TRUNCATE ledger_sum', /append-only/],
    ['DELETE FROM ledger_hold', /never removed/],
    ['DELETE FROM ledger_lot', /never removed/],
    ['DELETE FROM ledger_refund_request', /never removed/],
    ["UPDATE ledger_refund_request SET state = 'returned' WHERE state = 'refunded'", /ends once/],
    [
      "UPDATE ledger_refund_request SET amount = 1 WHERE state = 'open'",
      /the beginning of a .* does not change/,
    ],
    ['DELETE FROM ledger_customer', /the books of a customer stay/],
    ["UPDATE ledger_hold SET state = 'open', charged = 0 WHERE state = 'settled'", /ends once/],
    [
      "UPDATE ledger_hold SET amount = amount + 1 WHERE state = 'open'",
      /the beginning of a .* does not change/,
    ],
    ['UPDATE ledger_lot SET original = original + 1, remaining = remaining + 1', /came from/],
    ['UPDATE ledger_customer SET credit = credit', /move forward/],
    [
      "UPDATE ledger_customer SET version = version + 1, changed_at = changed_at - interval '1 hour'",
      /move forward/,
    ],
  ])('%s', async (statement, message) => {
    await busyBooks();
    await expect(asOwner(statement)).rejects.toThrow(message);
  });

  const customer = 'UPDATE ledger_customer SET version = version + 1';
  test.each([
    // A negative credit also leaves less than nothing available: that rule is the first to say so.
    [`${customer}, credit = -1`, 'ledger_customer_available_not_negative'],
    [`${customer}, held = -1, open_holds = 1`, 'ledger_customer_held_not_negative'],
    [`${customer}, refund_reserved = -1`, 'ledger_customer_refund_reserved_not_negative'],
    [`${customer}, owed = -1`, 'ledger_customer_owed_not_negative'],
    [`${customer}, held = credit + 1, open_holds = 1`, 'ledger_customer_available_not_negative'],
    [`${customer}, open_holds = open_holds + 1, held = 0`, 'ledger_customer_open_holds_counted'],
    ["UPDATE ledger_lot SET burn_rank = 1 WHERE source = 'trial'", 'ledger_lot_burn_rank_of_source'],
    ['UPDATE ledger_lot SET remaining = remaining + 1', 'ledger_lot_parts_add_up'],
    ['UPDATE ledger_lot SET remaining = remaining + spent + 1, spent = -1', 'ledger_lot_parts_not_negative'],
    [
      "UPDATE ledger_lot SET reserved = remaining + 1 WHERE source = 'top_up'",
      'ledger_lot_reserved_within_remaining',
    ],
    [
      "UPDATE ledger_lot SET refunded = spent, spent = 0 WHERE source = 'trial' AND spent > 0",
      'ledger_lot_promotions_stay',
    ],
    [
      "UPDATE ledger_hold SET state = 'settled', charged = amount + 1, ended_at = opened_at, ended_seq = 1, ended_credit = 0, ended_held = 0, ended_available = 0 WHERE state = 'open'",
      'ledger_hold_charged_within_amount',
    ],
    ["UPDATE ledger_hold SET state = 'settled' WHERE state = 'open'", 'ledger_hold_one_end'],
    ["UPDATE ledger_hold SET state = 'void' WHERE state = 'open'", 'ledger_hold_one_end'],
    [
      "UPDATE ledger_hold SET state = 'settled', ended_at = opened_at, ended_seq = 99, ended_credit = 0, ended_held = 0, ended_available = 0 WHERE state = 'open'",
      'ledger_hold_one_end',
    ],
    [
      "UPDATE ledger_hold SET state = 'released', charged = 1, ended_at = opened_at, ended_seq = 99, ended_credit = 0, ended_held = 0, ended_available = 0 WHERE state = 'open'",
      'ledger_hold_one_end',
    ],
    [
      "UPDATE ledger_hold SET expires_at = opened_at WHERE state = 'open'",
      'ledger_hold_expires_after_it_opens',
    ],
    [
      "UPDATE ledger_refund_request SET state = 'returned' WHERE state = 'open'",
      'ledger_refund_request_one_end',
    ],
    ["UPDATE ledger_refund_request SET state = 'lost' WHERE state = 'open'", 'ledger_refund_request_one_end'],
    [
      "UPDATE ledger_refund_request SET state = 'lost', ended_at = opened_at, ended_seq = 99, ended_credit = 0, ended_held = 0, ended_available = 0 WHERE state = 'open'",
      'ledger_refund_request_one_end',
    ],
    [
      "INSERT INTO ledger_refund_request SELECT customer_id, gen_random_uuid(), lot_id, 0, opened_at, 999, 0, 0, 0, 'open' FROM ledger_refund_request WHERE state = 'refunded'",
      'ledger_refund_request_amount_positive',
    ],
    [
      "INSERT INTO ledger_refund_request SELECT customer_id, gen_random_uuid(), lot_id, 1, opened_at, 999, 0, 0, 0, 'open' FROM ledger_refund_request WHERE state = 'open'",
      'ledger_refund_request_one_open_a_lot',
    ],
    [
      "INSERT INTO ledger_lot SELECT customer_id, gen_random_uuid(), 'grant', 1, 999, 1000000000000001, 1000000000000001, 0, 0, 0, 0, 0, 0, changed_at, changed_at, changed_at, 'x', customer_id FROM ledger_customer",
      'ledger_lot_original_positive',
    ],
    ['UPDATE ledger_budget SET committed = -1', 'ledger_budget_committed_not_negative'],
    [
      "INSERT INTO ledger_sum SELECT customer_id, 90, 91, 94, 'hold', NULL, NULL, NULL, 1, 1, -1 FROM ledger_customer",
      'ledger_sum_span',
    ],
    [
      "INSERT INTO ledger_sum SELECT customer_id, 91, 91, 94, 'hold', NULL, NULL, NULL, 5, 1, -1 FROM ledger_customer",
      'ledger_sum_of_facts',
    ],
  ])('%s breaks %s', async (statement, constraint) => {
    await busyBooks();
    await expect(asOwner(statement)).rejects.toMatchObject({ constraint });
  });

  const posting = (change: Record<string, string>) => {
    const columns: Record<string, string> = {
      customer_id: 'customer_id',
      seq: '99999',
      key: "'k' || gen_random_uuid()",
      line: '1',
      kind: "'grant'",
      debit: "'promotions'",
      credit: "'credit'",
      amount: '5',
      lot_id: 'customer_id',
      credit_before: '0',
      credit_after: '5',
      held_after: '0',
      available_after: '5',
      owed_after: '0',
      effective_at: 'changed_at',
      recorded_at: 'changed_at',
      actor: "'me'",
      cause_type: "'x'",
      cause_id: 'customer_id',
      ...change,
    };
    return `INSERT INTO ledger_posting (${Object.keys(columns)}) SELECT ${Object.values(columns)} FROM ledger_customer WHERE version > 0 LIMIT 1`;
  };
  test.each([
    [{ amount: '0', credit_after: '0' }, 'ledger_posting_amount_positive'],
    [{ debit: "'usage'" }, 'ledger_posting_entry'],
    [{ kind: "'gift'" }, 'ledger_posting_entry'],
    [{ credit_after: '6' }, 'ledger_posting_credit_moves'],
    [{ lot_id: 'NULL' }, 'ledger_posting_credit_names_lot'],
    [{ available_after: '-1' }, 'ledger_posting_after_not_negative'],
    [{ seq: '1' }, 'ledger_posting_pkey'],
    [
      {
        key: '(SELECT key FROM ledger_posting p WHERE p.customer_id = ledger_customer.customer_id AND line = 1 LIMIT 1)',
      },
      'ledger_posting_customer_id_key_line_key',
    ],
  ])('a posting with %j breaks %s', async (change, constraint) => {
    await busyBooks();
    await expect(asOwner(posting(change as Record<string, string>))).rejects.toMatchObject({ constraint });
  });

  test('a payment is credited once, whoever’s books it is told for', async () => {
    const [first, second] = [await Books.open(sql, AT), await Books.open(sql, AT)];
    const paddleTransactionId = `txn_${uuidv7()}`;
    await first.topUp(AT, '5', AT, paddleTransactionId);
    await expect(second.topUp(AT, '5', AT, paddleTransactionId)).rejects.toMatchObject({
      constraint: 'ledger_posting_payment_credited_once',
    });
  });

  test('these are the entries, and there is no other', async () => {
    const { rows } = await owned.ownerPool.query<{ kind: string; entries: string[] }>(
      `SELECT kind, array_agg(debit || ' ' || credit ORDER BY debit, credit) AS entries
       FROM unnest($1::text[]) AS kind, unnest($2::text[]) AS debit, unnest($2::text[]) AS credit
       WHERE ledger_is_entry(kind, debit, credit) GROUP BY kind`,
      [
        [...Object.keys(ENTRIES), 'hold', 'gift', ''],
        ['credit', 'owed', 'collected', 'usage', 'promotions', 'breakage', 'write_offs', 'held', ''],
      ],
    );
    expect(Object.fromEntries(rows.map(({ kind, entries }) => [kind, entries]))).toEqual(ENTRIES);
  });

  test('where a lot came from does not change, nor the date that it alone would give', async () => {
    const { customerId } = await busyBooks();
    for (const change of ["justifies = justifies + interval '1 day'", 'cause_id = gen_random_uuid()'])
      await expect(
        asOwner(`UPDATE ledger_lot SET ${change} WHERE customer_id = $1`, [customerId]),
      ).rejects.toThrow(/where a lot came from/);
  });

  test('an expiry date is always midnight UTC', async () => {
    const books = await busyBooks();
    await expect(
      asOwner("INSERT INTO ledger_clock VALUES ($1, 999, 'k', NULL, '2027-01-01T10:00:00Z', now())", [
        books.customerId,
      ]),
    ).rejects.toMatchObject({ constraint: 'ledger_clock_at_midnight' });
  });
});

describe('a fault planted behind the triggers is listed by name', () => {
  const plants: [
    name: string,
    plant: (books: Awaited<ReturnType<typeof busyBooks>>) => [string, unknown[]],
  ][] = [
    [
      'debits_equal_credits',
      (b) => [
        "UPDATE ledger_posting SET amount = amount + 1, credit_before = credit_before - 1 WHERE customer_id = $1 AND kind = 'top_up'",
        [b.customerId],
      ],
    ],
    [
      'stored_credit_is_its_postings',
      (b) => ['UPDATE ledger_customer SET credit = credit + 1 WHERE customer_id = $1', [b.customerId]],
    ],
    [
      'journal_has_its_customer',
      (b) => ['UPDATE ledger_lot SET customer_id = gen_random_uuid() WHERE customer_id = $1', [b.customerId]],
    ],
    [
      'stored_credit_is_its_lots',
      (b) => [
        "UPDATE ledger_lot SET remaining = remaining + 1, original = original + 1 WHERE customer_id = $1 AND source = 'top_up'",
        [b.customerId],
      ],
    ],
    [
      'lots_are_their_postings',
      (b) => [
        'UPDATE ledger_lot SET spent = spent - 1, expired = expired + 1 WHERE customer_id = $1 AND spent > 0',
        [b.customerId],
      ],
    ],
    [
      'lots_are_as_they_were_opened',
      (b) => [
        "UPDATE ledger_lot SET justifies = justifies + interval '1 day' WHERE customer_id = $1 AND source = 'trial'",
        [b.customerId],
      ],
    ],
    [
      'reserved_is_the_open_requests',
      (b) => [
        'UPDATE ledger_lot SET reserved = reserved - 1 WHERE customer_id = $1 AND reserved > 0',
        [b.customerId],
      ],
    ],
    [
      'each_refund_ends_its_request',
      (b) => ["DELETE FROM ledger_posting WHERE customer_id = $1 AND kind = 'refund'", [b.customerId]],
    ],
    [
      'returned_within_paid',
      (b) => [
        "UPDATE ledger_posting SET amount = amount + 10000000 WHERE customer_id = $1 AND kind = 'claw_back' AND debit = 'owed'",
        [b.customerId],
      ],
    ],
    [
      'owed_comes_from_claw_backs',
      (b) => ['UPDATE ledger_customer SET owed = owed + 1 WHERE customer_id = $1', [b.customerId]],
    ],
    [
      'held_is_the_open_holds',
      (b) => ['UPDATE ledger_customer SET open_holds = 2 WHERE customer_id = $1', [b.customerId]],
    ],
    [
      'one_charge_a_settled_hold',
      (b) => ['UPDATE ledger_hold SET charged = charged - 1 WHERE id = $1', [b.settled]],
    ],
    ['every_release_has_its_row', (b) => ['DELETE FROM ledger_release WHERE hold_id = $1', [b.released]]],
    [
      'facts_are_numbered_without_a_gap',
      (b) => ['UPDATE ledger_customer SET version = version + 1 WHERE customer_id = $1', [b.customerId]],
    ],
    [
      'recorded_in_order',
      (b) => [
        "UPDATE ledger_hold SET opened_at = opened_at + interval '1 second' WHERE customer_id = $1 AND state = 'open'",
        [b.customerId],
      ],
    ],
    [
      'available_runs_through',
      (b) => ['UPDATE ledger_hold SET opened_available = opened_available + 1 WHERE id = $1', [b.open]],
    ],
    [
      'held_runs_through',
      (b) => ['UPDATE ledger_hold SET opened_held = opened_held + 1 WHERE id = $1', [b.open]],
    ],
    [
      'credit_runs_through',
      (b) => ['UPDATE ledger_hold SET opened_credit = opened_credit + 1 WHERE id = $1', [b.settled]],
    ],
    [
      'as_of_now_is_live',
      (b) => [
        'UPDATE ledger_customer SET held = held + 1, credit = credit + 1 WHERE customer_id = $1',
        [b.customerId],
      ],
    ],
    [
      'nothing_is_negative',
      (b) => ['UPDATE ledger_hold SET opened_available = -1 WHERE id = $1', [b.settled]],
    ],
    [
      'nothing_spent_after_expiry',
      (b) => [
        "UPDATE ledger_hold SET opened_at = opened_at + interval '14 months', expires_at = expires_at + interval '15 months' WHERE id = $1",
        [b.open],
      ],
    ],
    [
      'clock_is_its_history',
      (b) => [
        "UPDATE ledger_customer SET expires_at = expires_at + interval '1 day' WHERE customer_id = $1",
        [b.customerId],
      ],
    ],
    [
      'every_date_has_its_entry',
      (b) => [
        "INSERT INTO ledger_clock SELECT customer_id, version + 1, 'k', expires_at, expires_at + interval '3653 days', changed_at FROM ledger_customer WHERE customer_id = $1",
        [b.customerId],
      ],
    ],
    [
      'no_lapse_without_its_date',
      (b) => [
        `WITH lost AS (UPDATE ledger_lot SET spent = spent - 1000, expired = 1000
           WHERE customer_id = $1 AND source = 'top_up' AND spent > 1000 RETURNING id, effective_at)
         UPDATE ledger_posting p SET kind = 'expire', credit = 'breakage', expiry = lost.effective_at + interval '1 day'
         FROM lost WHERE customer_id = $1 AND kind = 'charge' AND lot_id = lost.id`,
        [b.customerId],
      ],
    ],
    [
      'no_hold_forgotten',
      (b) => ["UPDATE ledger_hold SET expires_at = opened_at + interval '1 second' WHERE id = $1", [b.open]],
    ],
    [
      'nothing_from_the_future',
      (b) => [
        "UPDATE ledger_customer SET changed_at = changed_at + interval '11 minutes' WHERE customer_id = $1",
        [b.customerId],
      ],
    ],
    [
      'budgets_are_their_holds',
      (b) => ['UPDATE ledger_budget SET committed = committed + 1 WHERE customer_id = $1', [b.customerId]],
    ],
    [
      'kept_sums_are_their_facts',
      (b) => [
        'UPDATE ledger_sum SET amount = amount + 1 WHERE customer_id = $1 AND first_seq = 1',
        [b.customerId],
      ],
    ],
  ];

  test('there is a fault for every rule', () => {
    expect(plants.map(([name]) => name)).toEqual(ledgerInvariants.map((invariant) => invariant.name));
  });

  test.each(plants)('%s', async (name, plant) => {
    const books = await busyBooks();
    const rule = ledgerInvariants.filter((invariant) => invariant.name === name);
    const at = name === 'no_hold_forgotten' ? LATER : AT;
    const before = await violationsOf(owned.ownerPool, rule, AT);
    await behindTheTriggers(...plant(books));
    const after = await violationsOf(owned.ownerPool, rule, at);
    const known = new Set(before.flatMap((violation) => violation.ids));
    const found = after.flatMap((violation) => violation.ids).filter((id) => !known.has(id));
    expect(found.length).toBeGreaterThan(0);
    if (name !== 'journal_has_its_customer') expect(found.join()).toContain(books.customerId);
  });
});

test.each([
  ['of another change', 'UPDATE ledger_sum SET change = change + 1'],
  ['of another lot', 'UPDATE ledger_sum SET lot_id = gen_random_uuid()'],
  [
    'put in',
    'INSERT INTO ledger_sum SELECT customer_id, 9, 9, 12, $$hold$$, NULL, NULL, NULL, 1, 1, -1 FROM ledger_sum',
  ],
  ['of which a part is missing', 'DELETE FROM ledger_sum'],
])('a kept sum %s is found', async (_, change) => {
  const books = await Books.open(sql, AT);
  for (let i = 0; i < 8; i += 1) await books.grant(AT, '1');
  await keepSums(sql, 4);
  const rule = ledgerInvariants.filter(({ name }) => name === 'kept_sums_are_their_facts');
  const found = async () => (await violationsOf(owned.ownerPool, rule, AT)).flatMap(({ ids }) => ids).join();
  expect(await found()).not.toContain(books.customerId);
  await behindTheTriggers(`${change} WHERE customer_id = $1 AND first_seq = 1`, [books.customerId]);
  expect(await found()).toContain(books.customerId);
});

/** Each kind of posting with the accounts it may move between: debit, credit. */
const ENTRIES = {
  charge: ['credit usage'],
  top_up: ['collected credit', 'collected owed'],
  trial: ['promotions credit'],
  grant: ['promotions credit'],
  expire: ['credit breakage', 'credit promotions'],
  reinstate_expired: ['breakage credit', 'promotions credit'],
  refund: ['credit collected'],
  claw_back: ['breakage collected', 'credit collected', 'owed collected'],
  claw_back_reversed: ['collected breakage', 'collected credit', 'collected owed', 'collected write_offs'],
  offset: ['credit owed'],
  offset_reversed: ['collected credit'],
  write_off: ['write_offs owed'],
  forfeit: ['credit breakage', 'credit promotions'],
  correction: ['credit promotions'],
};

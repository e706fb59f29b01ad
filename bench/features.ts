import { performance } from 'node:perf_hooks';
import { Pool } from 'pg';
import { type Uuid, uuidv7 } from '#lib/core/ids.ts';
import { connect, type Database } from '#lib/db/client.ts';
import { migrate } from '#lib/db/migrate.ts';
import { type Item, type Posted, post } from '#lib/ledger/post.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { during } from '#scripts/progress.ts';
import { openBooks } from './books.ts';
import { median } from './measured.ts';
import { holdOf, settleOf } from './pairs.ts';
import { table } from './report.ts';

const CUSTOMERS = 2_000;
/** About what one lane gathers at 64 clients. */
const PAIRS_A_BATCH = 16;
const BATCHES = 400;
const KINDS = ['many', 'hot', 'lone'] as const;
type Kind = (typeof KINDS)[number];

/** What is taken away, one at a time. The rest stays, so each cost is what leaving that one out would save. */
const FEATURES = {
  everything: [],
  'without CHECK constraints': [
    `DO $$ DECLARE r record; BEGIN
       FOR r IN SELECT conrelid::regclass AS of, conname FROM pg_constraint
         WHERE contype = 'c' AND conrelid::regclass::text LIKE 'ledger_%' LOOP
         EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', r.of, r.conname);
       END LOOP; END $$`,
  ],
  'without triggers': [
    `DO $$ DECLARE r record; BEGIN
       FOR r IN SELECT tgrelid::regclass AS of, tgname FROM pg_trigger
         WHERE NOT tgisinternal AND tgrelid::regclass::text LIKE 'ledger_%' LOOP
         EXECUTE format('DROP TRIGGER %I ON %s', r.tgname, r.of);
       END LOOP; END $$`,
  ],
  'without unique entries (idempotency of what is posted)': [
    'DROP INDEX ledger_posting_customer_id_key_line_key',
  ],
  'without the order of holds (the statement)': ['DROP INDEX ledger_hold_customer_id_opened_seq_key'],
} satisfies Record<string, readonly string[]>;

type Variant = {
  name: string;
  db: Database;
  customers: Uuid[];
  open: { customerId: Uuid; holdId: Uuid }[];
  timesMs: Record<Kind, number[]>;
};

/**
 * What each feature costs: the same batches of settles and holds, and the same holds and settlements of one client alone, in turn,
 * on databases that lack one thing each. Without waiting for the disk, so that only the work counts.
 *
 * @param databaseFor makes an empty database and gives its owner's address
 */
export async function features(
  databaseFor: (name: string) => Promise<string>,
  asApp: (ownerUrl: string) => string,
): Promise<{ text: string; found: object }> {
  const variants = await during('Making a database without each feature', () =>
    Promise.all(
      Object.entries(FEATURES).map(async ([name, edits], i) =>
        variant(name, edits, await databaseFor(`feature${i}`), asApp),
      ),
    ),
  );
  try {
    for (const kind of KINDS) {
      await during(`${BATCHES} rounds each, ${kind}`, async () => {
        for (let batch = 0; batch < BATCHES; batch += 1)
          for (const each of batch % 2 === 0 ? variants : variants.toReversed())
            await (kind === 'lone' ? runPair(each) : runBatch(each, kind));
      });
    }
  } finally {
    await Promise.all(variants.map(({ db }) => db.close()));
  }
  const [all] = variants;
  const cell = (of: Variant, kind: Kind) => {
    const [own, base] = [median(of.timesMs[kind]), median(all!.timesMs[kind])];
    const pairs = kind === 'lone' ? 1 : PAIRS_A_BATCH;
    return `${((own * 1000) / pairs).toFixed(0)} (${(own / base).toFixed(2)})`;
  };
  return {
    text: table(
      [
        'What',
        `${CUSTOMERS} customers, us a pair (ratio)`,
        'one customer, us a pair (ratio)',
        'one client alone, us a pair (ratio)',
      ],
      variants.map((each) => [each.name, ...KINDS.map((kind) => cell(each, kind))]),
    ),
    found: Object.fromEntries(
      variants.map(({ name, timesMs: { many, hot, lone } }) => [
        name,
        { manyMs: median(many), hotMs: median(hot), loneMs: median(lone) },
      ]),
    ),
  };
}

async function variant(
  name: string,
  edits: readonly string[],
  ownerUrl: string,
  asApp: (ownerUrl: string) => string,
): Promise<Variant> {
  const appUrl = asApp(ownerUrl);
  await migrate({ ownerUrl, appUrl });
  const owner = new Pool({ connectionString: ownerUrl, max: 1 });
  const database = new URL(ownerUrl).pathname.slice(1);
  for (const edit of [...edits, `ALTER DATABASE ${database} SET synchronous_commit = off`])
    await owner.query(edit);
  const filling = connect(appUrl);
  const customers = await openBooks(filling.pool, CUSTOMERS);
  await filling.close();
  await owner.query('VACUUM ANALYZE');
  await owner.end();
  return {
    name,
    db: connect(appUrl, { poolSize: 1 }),
    customers,
    open: [],
    timesMs: { many: [], hot: [], lone: [] },
  };
}

/** Settles what the batch before held, and holds anew: as a lane does under load. */
async function runBatch(of: Variant, kind: 'many' | 'hot'): Promise<void> {
  const pick = () => (kind === 'hot' ? of.customers[0]! : anyOf(of.customers));
  const next = Array.from({ length: PAIRS_A_BATCH }, () => ({ customerId: pick(), holdId: uuidv7() }));
  const items: Item[] = [...of.open.map(settleOf), ...next.map(holdOf)];
  const isWhole = of.open.length === PAIRS_A_BATCH;
  of.open = next;
  const beganMs = performance.now();
  const posted = await post(onPool(of.db.pool), new Date(), items);
  if (isWhole) of.timesMs[kind].push(performance.now() - beganMs);
  refuseRefusals(posted);
}

/** A hold, then its settlement, as a client alone has them. */
async function runPair(of: Variant): Promise<void> {
  const work = { customerId: anyOf(of.customers), holdId: uuidv7() };
  const beganMs = performance.now();
  for (const item of [holdOf(work), settleOf(work)])
    refuseRefusals(await post(onPool(of.db.pool), new Date(), [item]));
  of.timesMs.lone.push(performance.now() - beganMs);
}

function anyOf(customers: readonly Uuid[]): Uuid {
  return customers[Math.floor(Math.random() * customers.length)]!;
}

function refuseRefusals(posted: readonly Posted[]): void {
  const refused = posted.find(({ outcome }) => outcome !== 'held' && outcome !== 'settled');
  if (refused !== undefined) throw new Error(`An item was refused: ${refused.outcome}`);
}

import type { Pool } from 'pg';
import type { Uuid } from '#lib/core/ids.ts';
import { priceBook } from '#lib/pricing/book.ts';
import { sumUpDays } from '#lib/testing/job-days.ts';
import { type PayingCustomer, payingCustomer } from '#lib/testing/paying-customer.ts';
import { fillPast } from './books.ts';

/** How long ago it begins: every lot is valid still. */
const DAYS = 300;
const DAY_MS = 86_400_000;

const [RAREST, ...OFTEN] = priceBook.models.map(({ id }) => id);

/** A model that was used three times, when the customer was new, and one that is used much. */
export const MODELS = { rare: RAREST!, often: OFTEN[0]! };

const PICTURE = {
  ...{ width: 1024, height: 1024 },
  formats: Object.fromEntries(['png', 'jpeg', 'webp'].map((each) => [each, { sizeBytes: 9, sha256: '00' }])),
};

/**
 * A customer with so many jobs spread over 300 days until now, each with its hold and its charge: three rows of the statement
 * a job. Every tenth is told as failed (its charge stays, which is nothing to how long reads take).
 *
 * @param pools as the app, and as the schema's owner
 */
export async function customerWithPast(
  pools: { app: Pool; owner: Pool },
  options: { jobs: number; now: Date },
): Promise<PayingCustomer> {
  const { jobs, now } = options;
  const at = new Date(now.getTime() - DAYS * DAY_MS);
  const customer = await payingCustomer(pools.app, { at, credit: '100000' });
  const { customerId } = customer;
  await fillPast(pools.owner, customerId as Uuid, jobs, Math.floor((DAYS * DAY_MS - 60_000) / jobs));
  await pools.owner.query(
    `INSERT INTO job (id, customer_id, kind, subject, request, status, hold_micros, cost_micros, balance_micros,
       price_version, rate_micros, created_at, completed_at, result, error_code, error_message, files_expire_at)
     SELECT h.id, h.customer_id, 'generation', CASE WHEN n <= 3 THEN $2::text ELSE ($4::text[])[1 + n % cardinality($4)] END,
       '{"prompt": "a lighthouse at dusk", "imageSize": "1K", "aspectRatio": "1:1"}',
       CASE WHEN n % 10 = 0 THEN 'failed' ELSE 'completed' END, h.amount, CASE WHEN n % 10 = 0 THEN 0 ELSE h.charged END,
       h.ended_available, 'bench', 10000, h.opened_at, h.ended_at, CASE WHEN n % 10 <> 0 THEN $3::jsonb END,
       CASE WHEN n % 10 = 0 THEN 'provider_failed' END, CASE WHEN n % 10 = 0 THEN 'It failed.' END,
       h.ended_at + interval '1 hour'
     FROM (SELECT *, row_number() OVER (ORDER BY opened_seq) AS n FROM ledger_hold WHERE customer_id = $1::uuid) h`,
    [customerId, RAREST, JSON.stringify(PICTURE), OFTEN],
  );
  await sumUpDays(pools.owner, customerId);
  return customer;
}

import { createHash, randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { uuidv7 } from '#lib/core/ids.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { type Credits, parseEuros } from '#lib/money/credits.ts';
import { Books } from './books.ts';

/** A customer with a verified user, an API key and books, as sign-up would leave them. */
export type PayingCustomer = {
  customerId: string;
  userId: string;
  books: Books;
  apiKey: { id: string; name: string; last4: string; secret: string; monthlyCapMicros: Credits | null };
};

/**
 * Makes a customer with credit and a key.
 *
 * @param pool as the app's role
 * @param options.credit euros, topped up; none when left out
 */
export async function payingCustomer(
  pool: Pool,
  options: { at: Date; credit?: string; monthlyCap?: string; emailVerified?: boolean; status?: string },
): Promise<PayingCustomer> {
  const { at } = options;
  const books = await Books.open(onPool(pool), at);
  const { customerId } = books;
  const userId = uuidv7();
  const status = options.status ?? 'active';
  await pool.query('INSERT INTO customer (id, status, created_at) VALUES ($1, $2, $3)', [
    customerId,
    status,
    at,
  ]);
  await pool.query(
    `INSERT INTO user_account (id, customer_id, role, email, name, password_hash, email_verified_at, created_at)
     VALUES ($1, $2, 'customer', $3, 'Ada', '', $4, $5)`,
    [userId, customerId, `${userId}@example.com`, options.emailVerified === false ? null : at, at],
  );
  const monthlyCapMicros = options.monthlyCap === undefined ? null : parseEuros(options.monthlyCap)!;
  const apiKey = await insertKey(pool, { customerId, monthlyCapMicros, at });
  if (options.credit !== undefined) await books.topUp(at, options.credit);
  return { customerId, userId, books, apiKey };
}

/** The same customer with another key. */
export async function anotherKey(pool: Pool, customer: PayingCustomer, at: Date): Promise<PayingCustomer> {
  const { customerId } = customer;
  return { ...customer, apiKey: await insertKey(pool, { customerId, monthlyCapMicros: null, at }) };
}

async function insertKey(
  pool: Pool,
  { customerId, monthlyCapMicros, at }: { customerId: string; monthlyCapMicros: Credits | null; at: Date },
): Promise<PayingCustomer['apiKey']> {
  const secret = `dpct_${randomBytes(40).toString('base64url').replace(/[-_]/g, 'x').slice(0, 43)}`;
  const apiKey = { id: uuidv7(), name: 'test', last4: secret.slice(-4), secret, monthlyCapMicros };
  await pool.query(
    `INSERT INTO api_key (id, customer_id, name, hash, last4, monthly_cap_micros, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      apiKey.id,
      customerId,
      apiKey.name,
      createHash('sha256').update(secret).digest(),
      apiKey.last4,
      monthlyCapMicros?.toString() ?? null,
      at,
    ],
  );
  return apiKey;
}

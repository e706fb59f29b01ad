import type { Pool } from 'pg';

/** What became of one try. */
export type Taken = { allowed: boolean; remaining: number; resetsAt: Date };

/** Counts a try in one statement. A window that is over begins anew. */
export async function takeFrom(
  pool: Pool,
  key: string,
  limit: { times: number; windowSeconds: number },
  at: Date,
): Promise<Taken> {
  const resetsAt = new Date(at.getTime() + limit.windowSeconds * 1000);
  const { rows } = await pool.query<{ used: number; resets_at: Date }>({
    name: 'rate_limit_take',
    text: `
      INSERT INTO rate_limit AS r (key, used, resets_at) VALUES ($1, 1, $3::timestamptz)
      ON CONFLICT (key) DO UPDATE SET
        used = CASE WHEN r.resets_at <= $2::timestamptz THEN 1 ELSE least(r.used, $4) + 1 END,
        resets_at = CASE WHEN r.resets_at <= $2::timestamptz THEN excluded.resets_at ELSE r.resets_at END
      RETURNING used, resets_at`,
    values: [key, at.toISOString(), resetsAt.toISOString(), limit.times],
  });
  const { used, resets_at } = rows[0]!;
  return { allowed: used <= limit.times, remaining: Math.max(0, limit.times - used), resetsAt: resets_at };
}

/** Takes one try back. */
export async function giveBack(pool: Pool, key: string): Promise<void> {
  await pool.query('UPDATE rate_limit SET used = used - 1 WHERE key = $1 AND used > 0', [key]);
}

/** Forgets all tries. */
export async function clear(pool: Pool, key: string): Promise<void> {
  await pool.query('DELETE FROM rate_limit WHERE key = $1', [key]);
}

/** Drops the counters of windows that are over. @returns how many */
export async function deleteOver(pool: Pool, at: Date): Promise<number> {
  const { rowCount } = await pool.query('DELETE FROM rate_limit WHERE resets_at <= $1::timestamptz', [
    at.toISOString(),
  ]);
  return rowCount ?? 0;
}

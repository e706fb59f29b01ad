import type { Pool } from 'pg';

/** What became of one try. */
export type Taken = { allowed: boolean; remaining: number; resetsAt: Date };

/** A counter, and how far it may count in a window. */
export type Counter = { key: string; times: number; windowSeconds: number };

/** A counter's row after a try. */
export type CountedRow = { key: string; used: number; resets_at: Date };

/**
 * The statement that counts a try at each of some counters: a relation of `key`, `times` and `seconds`. A window that is over
 * begins anew.
 *
 * @param at the parameter that holds the present instant
 */
export function countTries(counters: string, at: string): string {
  return `
    INSERT INTO rate_limit AS r (key, used, resets_at)
    SELECT key, 1, ${at}::timestamptz + seconds * interval '1 second' FROM ${counters}
    ON CONFLICT (key) DO UPDATE SET
      -- What is refused counts once, so that a try that is given back can be made again.
      used = CASE WHEN r.resets_at <= ${at}::timestamptz THEN 1
        ELSE least(r.used, (SELECT times FROM ${counters} c WHERE c.key = r.key)) + 1 END,
      resets_at = CASE WHEN r.resets_at <= ${at}::timestamptz THEN excluded.resets_at ELSE r.resets_at END
    RETURNING key, used, resets_at`;
}

/** What became of a try at each counter, in their order. */
export function outcomes(counters: readonly Counter[], rows: readonly CountedRow[]): Taken[] {
  const counted = new Map(rows.map((row) => [row.key, row]));
  return counters.map(({ key, times }) => {
    const { used, resets_at: resetsAt } = counted.get(key)!;
    return { allowed: used <= times, remaining: Math.max(0, times - used), resetsAt };
  });
}

/**
 * Counts a try at each counter, in one statement.
 *
 * @param counters with keys of their own; whoever shares two of them must name them in one order
 * @returns what became of each, in their order
 */
export async function takeFrom(pool: Pool, counters: readonly Counter[], at: Date): Promise<Taken[]> {
  const { rows } = await pool.query<CountedRow>({
    name: 'rate_limit_take',
    text: `
      WITH counter AS MATERIALIZED (
        SELECT * FROM unnest($2::text[], $3::integer[], $4::integer[]) AS c (key, times, seconds))
      ${countTries('counter', '$1')}`,
    values: [
      at.toISOString(),
      counters.map(({ key }) => key),
      counters.map(({ times }) => times),
      counters.map(({ windowSeconds }) => windowSeconds),
    ],
  });
  return outcomes(counters, rows);
}

/** Takes one try back. */
export async function giveBack(pool: Pool, key: string): Promise<void> {
  await pool.query('UPDATE rate_limit SET used = used - 1 WHERE key = $1 AND used > 0', [key]);
}

/** Forgets all tries. */
export async function clear(pool: Pool, key: string): Promise<void> {
  await pool.query('DELETE FROM rate_limit WHERE key = $1', [key]);
}

/** Drops the counters of windows that are over, but for those being counted at. @returns how many */
export async function deleteOver(pool: Pool, at: Date): Promise<number> {
  // Who counts holds two counters in an order of its own: waiting for one of them could be waiting for each other.
  const { rowCount } = await pool.query(
    `DELETE FROM rate_limit WHERE key IN (
       SELECT key FROM rate_limit WHERE resets_at <= $1::timestamptz FOR UPDATE SKIP LOCKED)`,
    [at.toISOString()],
  );
  return rowCount ?? 0;
}

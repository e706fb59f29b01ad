import type { Pool } from 'pg';

/**
 * A rule of the books as a query that lists who breaks it. Each row it returns is a violation and its `id` names it.
 * The query may use `$1`, the present instant.
 */
export type Invariant = { name: string; meaning: string; sql: string };

/** Whether a rule compares with the present instant. */
export function isOfTheMoment({ sql }: Invariant): boolean {
  return sql.includes('$1');
}

/** The broken rules, each with who breaks it; empty when all hold. */
export type Violation = { name: string; meaning: string; ids: string[] };

/** How many offenders of one rule are named. */
const NAMED = 100;

/**
 * Runs each rule's query in one snapshot, so that books which change meanwhile are seen as they were at one moment.
 *
 * @param pool as a role that may read every table the rules name
 * @param at the present instant, from `core/clock`
 */
export async function violationsOf(
  pool: Pool,
  invariants: readonly Invariant[],
  at: Date,
): Promise<Violation[]> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const found: Violation[] = [];
    for (const { name, meaning, sql } of invariants) {
      const text = `WITH now AS (SELECT $1::timestamptz) SELECT id FROM (${sql}) AS violations LIMIT ${NAMED}`;
      const { rows } = await client.query<{ id: string }>(text, [at.toISOString()]);
      if (rows.length > 0) found.push({ name, meaning, ids: rows.map((row) => row.id) });
    }
    return found;
  } finally {
    await client.query('ROLLBACK').catch(() => {});
    client.release();
  }
}

import type { Pool, PoolClient } from 'pg';

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

/** Begins to check: all is read as it is at one moment, and it may take longer than what somebody waits for. */
export const BEGIN_CHECK =
  'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = 600000';

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
    await client.query(BEGIN_CHECK);
    const found: Violation[] = [];
    for (const { name, meaning, sql } of invariants) {
      const text = `WITH now AS (SELECT $1::timestamptz) SELECT id FROM (${sql}) AS violations LIMIT ${NAMED}`;
      const ids = await offenders(client, async () => {
        const { rows } = await client.query<{ id: string }>(text, [at.toISOString()]);
        return rows.map((row) => row.id);
      });
      if (ids.length > 0) found.push({ name, meaning, ids });
    }
    return found;
  } finally {
    await client.query('ROLLBACK').catch(() => {});
    client.release();
  }
}

/** How PostgreSQL's codes begin that speak of what is stored, such as a number or a time out of range. */
const OF_THE_DATA = '22';

/**
 * Lists who breaks a rule. Where something stored is beyond what can be reckoned with, that is told in their place, and every other
 * rule is still put to the books.
 *
 * @param client in a transaction
 * @param list asks the database for them, on this client
 */
export async function offenders(client: PoolClient, list: () => Promise<string[]>): Promise<string[]> {
  await client.query('SAVEPOINT offenders');
  try {
    return await list();
  } catch (error) {
    const { code } = error as { code?: string };
    if (code?.startsWith(OF_THE_DATA) !== true) throw error;
    await client.query('ROLLBACK TO offenders');
    return [`something stored is beyond what can be reckoned with (${code})`];
  }
}

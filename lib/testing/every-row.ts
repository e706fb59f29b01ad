import type { Pool } from 'pg';

/** Every table of every schema that is not PostgreSQL's own, as `schema.table`. */
export async function everyTable(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(`
    SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
    WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`);
  return rows.map(({ name }) => name);
}

/**
 * Copies out every row of every table, as text.
 *
 * @param pool as the owner, who may see all of them
 * @returns for each table its rows
 */
export async function everyRow(pool: Pool): Promise<Map<string, string[]>> {
  const tables = new Map<string, string[]>();
  for (const name of await everyTable(pool)) {
    const { rows } = await pool.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
    tables.set(
      name,
      rows.map(({ row }) => row),
    );
  }
  return tables;
}

/** Where some words stand, whatever their case: `schema.table: word`. */
export async function whereWordsStand(pool: Pool, words: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  for (const [table, rows] of await everyRow(pool)) {
    const text = rows.join('\n').toLowerCase();
    for (const word of words) if (text.includes(word.toLowerCase())) found.add(`${table}: ${word}`);
  }
  return [...found].sort();
}

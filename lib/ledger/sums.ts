import type { Sql } from './sql.ts';

/**
 * Of how many facts each kept sum is: what a read adds up by itself at either end of a span. It may be another one day,
 * but never two at once: let no old process run beside a new one then.
 */
const FACTS = 1_000;
/** How many customers one statement sums up for. */
const CUSTOMERS = 50;

/**
 * Adds up facts that have not been, a block of them at a time, so that what a long past comes to is read and not worked out
 * again: facts never change, so nor do their sums. It waits for nobody and nobody waits for it; several may do so
 * beside each other. Reads work out what is not kept yet.
 *
 * @param facts of how many facts a kept sum is
 * @returns how many blocks were found to be due; none when all is kept
 */
export async function keepSums(sql: Sql, facts = FACTS): Promise<number> {
  let total = 0;
  for (;;) {
    const [row] = await sql<{ blocks: number }>(
      'ledger_keep_sums',
      'SELECT ledger_keep_sums($1::bigint, $2::integer) AS blocks',
      [facts, CUSTOMERS],
    );
    total += row!.blocks;
    if (row!.blocks === 0) return total;
  }
}

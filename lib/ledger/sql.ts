import type { Pool } from 'pg';
import { repeating, type Tx } from '#lib/db/transaction.ts';

/**
 * Runs one statement: over the pool on the hot path, or inside a transaction that a caller has open. The ledger's
 * statements are the same in both.
 */
export type Sql = <Row>(name: string, text: string, values: readonly unknown[]) => Promise<Row[]>;

/** Each statement a transaction of its own, prepared once a connection, repeated where others undid it. */
export function onPool(pool: Pool): Sql {
  return async <Row>(name: string, text: string, values: readonly unknown[]) => {
    const result = await repeating(() => pool.query({ name, text, values: [...values] }));
    return result.rows as Row[];
  };
}

/** Inside the caller's transaction: what the ledger writes stands or falls with the rest of it. */
export function inTransaction(tx: Tx): Sql {
  return <Row>(_name: string, text: string, values: readonly unknown[]) =>
    tx.$queryRawUnsafe<Row[]>(text, ...values);
}

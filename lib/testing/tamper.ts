import type { Pool, PoolClient } from 'pg';

/**
 * Does something as a superuser who has switched the triggers off, which no role of ours can.
 *
 * @param ownerPool of a test database: its owner is one
 */
export async function tamper(ownerPool: Pool, run: (client: PoolClient) => Promise<unknown>): Promise<void> {
  const client = await ownerPool.connect();
  try {
    await client.query("BEGIN; SET LOCAL session_replication_role = 'replica'");
    await run(client);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

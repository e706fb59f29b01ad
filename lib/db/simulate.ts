import type { Database } from '#lib/db/client.ts';
import { type Tx, transaction } from '#lib/db/transaction.ts';

/** Carries the result out of a transaction that is undone. */
class Undone<T> extends Error {
  readonly result: T;
  constructor(result: T) {
    super('A simulation is undone');
    this.result = result;
  }
}

/**
 * Does something for real in a transaction that is then undone, to show what it would do: the very code that will do it,
 * and nothing of it stays. Nobody waits for it longer than for the thing itself.
 */
export async function simulate<T>(prisma: Database['prisma'], work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await transaction<never>(prisma, async (tx) => {
      throw new Undone(await work(tx));
    });
  } catch (error) {
    if (error instanceof Undone) return (error as Undone<T>).result;
    throw error;
  }
}

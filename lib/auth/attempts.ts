import { accountSubject, keyOf, type Limit, requireTaken, take } from './rate-limit.ts';
import { clear, giveBack } from './rate-limit-store.ts';
import type { Visit } from './visit.ts';

/** One form of an anonymous visitor, counted before any work is done for it. */
export async function countForm(visit: Visit, limit: Limit): Promise<void> {
  await requireTry(visit, limit, visit.addressBlock);
}

/** One try that concerns an address, whether or not it has an account: both are counted and refused alike. */
export async function countFor(visit: Visit, limit: Limit, email: string): Promise<void> {
  await requireTry(visit, limit, accountSubject(email, visit.secret));
}

/** Forgets the tries that concern an address: its owner has shown who they are. */
export async function forgetFor(visit: Visit, limit: Limit, email: string): Promise<void> {
  await clear(visit.db.pool, keyOf(limit, accountSubject(email, visit.secret)));
}

/** Takes back one try of the visitor's block: it was no guess. The others of the block stay counted. */
export async function takeBackForm(visit: Visit, limit: Limit): Promise<void> {
  await giveBack(visit.db.pool, keyOf(limit, visit.addressBlock));
}

async function requireTry(visit: Visit, limit: Limit, subject: string): Promise<void> {
  requireTaken(await take(visit.db, limit, subject, visit.at), visit.at);
}

import { type ProofPage, proofQuery } from '#lib/contracts/proof.ts';
import { database } from '#lib/db/client.ts';
import { publishedKeys, signedHeads } from '#lib/history/proof.ts';
import { fromCursor, toPage } from '#lib/http/cursors.ts';
import { otherMethodsThan } from '#lib/http/methods.ts';
import { route } from '#lib/http/route.ts';

/** The signed heads of the ledger, a day each, newest first, and the public keys to check them with. */
export const GET = route({ query: proofQuery }, async ({ query: { cursor, limit } }) => {
  const before = cursor === undefined ? {} : { before: fromCursor(cursor, isDay) };
  const heads = await signedHeads(database(), { ...before, limit: limit + 1 });
  const body: ProofPage = { ...toPage(heads, limit, (head) => head.date), public_keys: publishedKeys() };
  return { body };
});

/** A day that there is: the database refuses a 30th of February, and the year 0. */
function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00.000Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(`${text}T`) && text > '0001';
}

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethodsThan('GET');

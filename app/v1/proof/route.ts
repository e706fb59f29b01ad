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

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text);
}

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethodsThan('GET');

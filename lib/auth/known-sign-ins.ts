import { createHmac, hkdfSync } from 'node:crypto';
import { deviceOf } from '#lib/core/device.ts';
import type { Uuid } from '#lib/core/ids.ts';
import { seal } from '#lib/core/sealed.ts';
import type { Tx } from '#lib/db/transaction.ts';
import { queueMail, SIGN_IN_BLOCK } from '#lib/mail/queue.ts';
import { insertMarks } from './store.ts';
import type { Visit } from './visit.ts';

type Seen = Pick<Visit, 'secret' | 'addressBlock' | 'userAgent' | 'at'>;

/** Remembers the browser and the network that a person verified their address with: nobody needs to be told of those. */
export async function rememberSignIn(tx: Tx, visit: Seen, userId: Uuid): Promise<void> {
  await insertMarks(tx, { userId, marks: marksOf(visit, userId), at: visit.at });
}

/**
 * Remembers a sign-in, and tells its owner of it when browser or network was not seen before. Of parallel sign-ins from the
 * same new place one tells: the caller holds the user's lock.
 */
export async function tellOfNewSignIn(
  tx: Tx,
  visit: Seen,
  { userId, sessionId }: { userId: Uuid; sessionId: Uuid },
): Promise<void> {
  const fresh = await insertMarks(tx, { userId, marks: marksOf(visit, userId), at: visit.at });
  if (fresh === 0) return;
  const sealedBlock = seal(visit.addressBlock, visit.secret, SIGN_IN_BLOCK);
  await queueMail(tx, { template: 'new_sign_in', userId, sessionId, sealedBlock });
}

/**
 * What stands for a browser and for a network: keyed hashes that name neither, and that differ from person to person. A
 * browser is its family and system: a new version of it is no new browser.
 */
function marksOf({ secret, addressBlock, userAgent }: Seen, userId: Uuid): Uint8Array<ArrayBuffer>[] {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'depicta/known-sign-in', 32));
  const device = deviceOf(userAgent);
  const browser = device === undefined ? 'unknown' : `${device.browser} on ${device.system}`;
  return [`browser ${browser}`, `network ${addressBlock}`].map(
    (what) => new Uint8Array(createHmac('sha256', key).update(`${userId} ${what}`).digest()),
  );
}

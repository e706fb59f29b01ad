import { cookies, headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import { now } from '#lib/core/clock.ts';
import { env } from '#lib/core/env.ts';
import type { Uuid } from '#lib/core/ids.ts';
import { database } from '#lib/db/client.ts';
import { PAGE_ADDRESS, signInPath } from './next-path.ts';
import { sessionCookie } from './session-token.ts';
import { type HalfSignedIn, halfSignedIn, isStaff, liveViewer, type Viewer } from './sessions.ts';

/**
 * Who is asking, from the session's cookie; null for a visitor. Looked up in the database once a request, so that an
 * ended session is over at once. For pages, layouts and actions; route handlers of the API use `authenticate`.
 */
export const viewer = cache(async (): Promise<Viewer | null> => {
  const { APP_URL, AUTH_SECRET } = env();
  const jar = await cookies();
  const token = jar.get(sessionCookie(APP_URL).name)?.value;
  return liveViewer(database(), token, { secret: AUTH_SECRET, at: now() });
});

/** Staff whose second factor is still due, for the pages where they show it; null for everybody else. */
export const halfViewer = cache(async (): Promise<HalfSignedIn | null> => {
  const { APP_URL, AUTH_SECRET } = env();
  const token = (await cookies()).get(sessionCookie(APP_URL).name)?.value;
  return halfSignedIn(database(), token, { secret: AUTH_SECRET, at: now() });
});

/** The customer a page is for. Visitors are sent to sign in, and back to this very address; staff see nothing of a customer's pages. */
export async function requireCustomer(): Promise<Viewer & { customerId: Uuid }> {
  const found = await requireSignedIn();
  if (found.customerId === null) notFound();
  return { ...found, customerId: found.customerId };
}

/** Somebody at the support desk, who has passed the second factor. To customers its pages do not exist. */
export async function requireStaff(): Promise<Viewer> {
  const found = await requireSignedIn();
  if (!isStaff(found)) notFound();
  return found;
}

/** Anybody who is signed in, staff included. */
export async function requireSignedIn(): Promise<Viewer> {
  return (await viewer()) ?? redirect(signInPath((await headers()).get(PAGE_ADDRESS) ?? undefined));
}

import { headers } from 'next/headers';
import type * as z from 'zod/mini';
import { env } from '#lib/core/env.ts';
import { requestId, type Uuid } from '#lib/core/ids.ts';
import { preferences } from '#lib/i18n/preferences.ts';
import { type ActionRequest, type ActionResult, runGuarded } from './guarded.ts';
import { isStaff, type Viewer } from './sessions.ts';
import { viewer } from './viewer.ts';

/** A server action as a page calls it, with a plain object or the `FormData` of a form. */
export type Action<Value extends object> = (input: unknown) => Promise<ActionResult<Value>>;

/** Somebody who acts for a customer. */
export type CustomerViewer = Viewer & { customerId: Uuid };

/**
 * Wraps a server action of a customer. Every action of the dashboard is made with it, so that none forgets a check:
 * `Origin`, live session, role, input.
 *
 * @param schema of the input; `handler` gets what it gives
 * @returns the action: it answers a plain result and throws nothing but Next's own redirects
 */
export function customerAction<Schema extends z.ZodMiniType, Value extends object>(
  schema: Schema,
  handler: (viewer: CustomerViewer, input: z.output<Schema>) => Promise<Value>,
): Action<Value> {
  return async (input) => runGuarded(await presentRequest(), isCustomer, schema, input, handler);
}

/** The same for what concerns a person rather than a customer: their name, password and sessions. Staff too. */
export function personAction<Schema extends z.ZodMiniType, Value extends object>(
  schema: Schema,
  handler: (viewer: Viewer, input: z.output<Schema>) => Promise<Value>,
): Action<Value> {
  return async (input) => runGuarded(await presentRequest(), isPerson, schema, input, handler);
}

/** The same for the support desk: to anybody else the action does not exist. */
export function staffAction<Schema extends z.ZodMiniType, Value extends object>(
  schema: Schema,
  handler: (viewer: Viewer, input: z.output<Schema>) => Promise<Value>,
): Action<Value> {
  return async (input) => runGuarded(await presentRequest(), isStaffViewer, schema, input, handler);
}

/** The same for what an admin alone may do at the desk: to everybody else, support too, the action does not exist. */
export function adminAction<Schema extends z.ZodMiniType, Value extends object>(
  schema: Schema,
  handler: (viewer: Viewer, input: z.output<Schema>) => Promise<Value>,
): Action<Value> {
  return async (input) => runGuarded(await presentRequest(), isAdminViewer, schema, input, handler);
}

async function presentRequest(): Promise<ActionRequest> {
  const [found, received, { locale }] = await Promise.all([viewer(), headers(), preferences()]);
  return {
    viewer: found,
    origin: received.get('origin'),
    ownOrigin: new URL(env().APP_URL).origin,
    locale,
    requestId: requestId(),
  };
}

function isCustomer(person: Viewer): person is CustomerViewer {
  return person.role === 'customer' && person.customerId !== null;
}

function isStaffViewer(person: Viewer): person is Viewer {
  return isStaff(person);
}

function isAdminViewer(person: Viewer): person is Viewer {
  return isStaff(person) && person.role === 'admin';
}

function isPerson(person: Viewer): person is Viewer {
  return person !== null;
}

import { setTimeout as sleep } from 'node:timers/promises';
import type * as z from 'zod/mini';
import { AccountError, fieldTexts, textOf } from '#lib/auth/account-error.ts';
import { localeOf } from '#lib/auth/asked-language.ts';
import { addressBlock } from '#lib/auth/client-address.ts';
import { parseForm } from '#lib/auth/forms.ts';
import type { Visit } from '#lib/auth/visit.ts';
import { now } from '#lib/core/clock.ts';
import { env } from '#lib/core/env.ts';
import { DepictaError } from '#lib/core/errors.ts';
import { requestId as newRequestId } from '#lib/core/ids.ts';
import { log } from '#lib/core/log.ts';
import { database } from '#lib/db/client.ts';
import { problem } from '#lib/http/problems.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { readForm } from './read-form.ts';

/**
 * Where a form leads when it was accepted, and the cookies it sets. `shown` goes to a script beside `next`: what is shown once
 * and never again, so that no address can carry it.
 */
export type Accepted = {
  next: string;
  cookies?: readonly string[];
  shown?: Readonly<Record<string, unknown>>;
};

type PublicForm<Schema extends z.ZodMiniType> = {
  schema: Schema;
  /** The page with the form, which shows what was wrong where no script runs. */
  page: string;
  /** What of the form its page needs to be shown again, such as the secret of a link. Never a password. */
  keep?: readonly string[];
  /** No answer comes before this: how long it took must not tell who has an account. */
  leastMs?: number;
  handle: (visit: Visit, values: z.output<Schema>, request: Request) => Promise<Accepted>;
};

/**
 * The one wrapper of the forms that strangers send. They are route handlers and not server actions, so that nothing a
 * stranger sends reaches React's decoder.
 *
 * With a script the form is sent by `fetch` as JSON and answered with JSON, `{next}` or a problem. Without one the
 * browser sends it, and is led on with 303: to where it goes on, or back to the page with the problem's name.
 */
export function publicForm<Schema extends z.ZodMiniType>(form: PublicForm<Schema>) {
  return async (request: Request): Promise<Response> => {
    const requestId = newRequestId();
    const wantsJson = request.headers.get('accept')?.includes('application/json') === true;
    const least = sleep(form.leastMs ?? 0);
    let values: Record<string, unknown> = {};
    let response: Response;
    try {
      requireOwnOrigin(request);
      values = await readForm(request);
      const accepted = await form.handle(visitOf(request), parseForm(form.schema, values), request);
      response = led(accepted, wantsJson);
    } catch (error) {
      const answer = inWords(error, requestId, localeOf(request.headers));
      response = wantsJson ? answer : ledBack(form, values, error);
    }
    await least;
    response.headers.set('Cache-Control', 'no-store');
    response.headers.set('X-Request-Id', requestId);
    log.info({ requestId, form: new URL(request.url).pathname, status: response.status }, 'form');
    return response;
  };
}

/** A form of another site, sent with our visitor's cookies, is refused. Browsers send `Origin` with every form. */
function requireOwnOrigin(request: Request): void {
  if (request.headers.get('origin') !== new URL(env().APP_URL).origin) throw new AccountError('wrong_origin');
}

function visitOf(request: Request): Visit {
  return {
    db: database(),
    secret: env().AUTH_SECRET,
    addressBlock: addressBlock(request.headers),
    userAgent: request.headers.get('user-agent') ?? '',
    locale: localeOf(request.headers),
    at: now(),
  };
}

function led({ next, cookies = [], shown }: Accepted, wantsJson: boolean): Response {
  const response = wantsJson ? Response.json({ ...shown, next }) : redirect(next);
  for (const cookie of cookies) response.headers.append('Set-Cookie', cookie);
  return response;
}

/** Back to the form. The address names the problem and the first wrong field, never what was typed. */
function ledBack(
  form: { page: string; keep?: readonly string[] },
  values: Record<string, unknown>,
  error: unknown,
): Response {
  const query = new URLSearchParams();
  for (const name of form.keep ?? []) {
    const value = values[name];
    if (typeof value === 'string' && value !== '') query.set(name, value);
  }
  const [field] = error instanceof AccountError ? error.fields : [];
  query.set('problem', field?.problem ?? nameOf(error));
  if (field) query.set('field', field.field);
  if (error instanceof DepictaError && error.retryAfterSeconds !== undefined)
    query.set('wait', error.retryAfterSeconds.toString());
  return redirect(`${form.page}?${query}`);
}

function nameOf(error: unknown): string {
  if (error instanceof AccountError) return error.problem;
  return error instanceof DepictaError && error.code === 'unavailable' ? 'busy' : 'unexpected';
}

/** The refusal in the visitor's language. */
function inWords(error: unknown, requestId: string, locale: Locale): Response {
  if (!(error instanceof AccountError)) return problem(error, requestId, locale);
  const { code, problem: name, fields, retryAfterSeconds } = error;
  const told = new DepictaError(code, textOf(name, locale, retryAfterSeconds), {
    ...(fields.length > 0 && { details: { fields: fieldTexts(fields, locale) } }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  });
  return problem(told, requestId);
}

function redirect(path: string): Response {
  return new Response(null, { status: 303, headers: { Location: path } });
}

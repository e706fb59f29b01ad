import type * as z from 'zod/mini';
import { DepictaError, type ErrorCode, type ErrorDetails } from '#lib/core/errors.ts';
import { log } from '#lib/core/log.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { inWords } from '#lib/i18n/problem-words.ts';
import { AccountError, fieldTexts, textOf } from './account-error.ts';
import { parseForm } from './forms.ts';
import type { Viewer } from './sessions.ts';

/** What a server action answers: never an exception, which the browser would see without its words. */
export type ActionResult<Value extends object> = ({ ok: true } & Value) | { ok: false; error: ActionError };

/** The error as the API's problems have it, in the reader's language. */
type ActionError = {
  code: ErrorCode;
  message: string;
  details: ErrorDetails | null;
  requestId: string;
};

/** What is known of the request that carries an action. */
export type ActionRequest = {
  viewer: Viewer | null;
  /** The `Origin` header. */
  origin: string | null;
  /** Our own origin, from `APP_URL`. */
  ownOrigin: string;
  locale: Locale;
  requestId: string;
};

/**
 * Runs a server action behind every check it needs, in this order: the form comes from our own site, a live session
 * sends it, this person may do it (what they may not is *not found*), and the input is what the schema says.
 *
 * @param input a plain object, or the `FormData` of a form
 * @param may whether this person may; asked again with every action, because pages decide nothing
 */
export async function runGuarded<Schema extends z.ZodMiniType, Value extends object, Person extends Viewer>(
  request: ActionRequest,
  may: (viewer: Viewer) => viewer is Person,
  schema: Schema,
  input: unknown,
  handler: (viewer: Person, input: z.output<Schema>) => Promise<Value>,
): Promise<ActionResult<Value>> {
  try {
    if (request.origin !== request.ownOrigin) throw new AccountError('wrong_origin');
    if (request.viewer === null) throw new AccountError('signed_out');
    if (!may(request.viewer)) throw new AccountError('not_yours');
    const values = input instanceof FormData ? Object.fromEntries(input) : input;
    return { ok: true, ...(await handler(request.viewer, parseForm(schema, values))) };
  } catch (error) {
    if (isNavigation(error)) throw error;
    return { ok: false, error: toActionError(error, request) };
  }
}

/** `redirect()` and `notFound()` travel as exceptions that only Next may catch. */
function isNavigation(error: unknown): boolean {
  const { digest } = (error ?? {}) as { digest?: unknown };
  return typeof digest === 'string' && digest.startsWith('NEXT_');
}

function toActionError(error: unknown, { locale, requestId }: ActionRequest): ActionError {
  if (error instanceof AccountError) {
    const message = textOf(error.problem, locale, error.retryAfterSeconds);
    const details = error.fields.length > 0 ? { fields: fieldTexts(error.fields, locale) } : null;
    return { code: error.code, message, details, requestId };
  }
  if (error instanceof DepictaError) return { code: error.code, ...inWords(error, locale), requestId };
  log.error({ requestId, err: error }, 'action failed');
  return { code: 'internal_error', message: textOf('unexpected', locale), details: null, requestId };
}

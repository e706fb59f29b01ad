import { formatAmount, isAmount, isZero } from '../terminal/amount.ts';
import { formatDay } from '../terminal/dates.ts';
import { plainText } from '../terminal/plain-text.ts';
import { dashboardPage } from './dashboard.ts';
import { fieldLines } from './field-lines.ts';
import type { Problem } from './shapes.ts';

/**
 * What to do about a refusal, a line each.
 *
 * @param retryAfterMs what the answer's `Retry-After` says
 */
export function adviceFor(
  problem: Problem,
  { apiUrl, retryAfterMs }: { apiUrl: URL; retryAfterMs: number | undefined },
): string[] {
  switch (problem.error) {
    case 'auth_invalid':
      return [`Sign in with: depicta auth login (keys are made at ${dashboardPage(apiUrl, 'api-keys')})`];
    case 'auth_email_not_verified':
      return ['Open the link in the mail that we sent you at sign-up, then try again.'];
    case 'credit_insufficient':
    case 'credit_tier_restricted':
      return aboutCredit(problem.details, apiUrl);
    case 'key_budget_exceeded':
      return [
        ...aboutKey(problem.details),
        ...aboutCredit(problem.details, apiUrl, { topUp: false }),
        `Make another key with a higher monthly limit: ${dashboardPage(apiUrl, 'api-keys')}`,
      ];
    case 'content_rejected':
      return ['Change the prompt or the references. Nothing was charged.'];
    case 'account_suspended':
      return ['Write to support and quote the request id.'];
    case 'rate_limited':
      return ruleOf(problem) === 'uploads_full' ? whenSentPicturesGo() : [waitFor(retryAfterMs)];
    case 'bad_request':
    case 'validation_error':
      // One wrong field may stand in the message already.
      return fieldLines(problem.details).filter((line) => !problem.message.includes(line));
    case 'model_not_capable':
      return [...fieldLines(problem.details), 'See what each model can do: depicta models'];
    case 'idempotency_mismatch':
      return ['This idempotency key went with another request. Leave --idempotency-key out to ask anew.'];
    case 'not_found':
      if (ruleOf(problem) === 'operation_unknown') return ['See what there is: depicta pricing'];
      return ['Check the id. What belongs to another account is not found either.'];
    case 'gone':
      return ['Images are kept for one hour.'];
    case 'provider_failed':
      return ['Nothing was charged. Try again.'];
    case 'internal_error':
    case 'unavailable':
      return ['Try again in a moment. If it lasts, write to support and quote the request id.'];
    default:
      return [];
  }
}

function aboutCredit(given: unknown, apiUrl: URL, { topUp = true } = {}): string[] {
  const details = (typeof given === 'object' && given !== null ? given : {}) as Record<string, unknown>;
  const lines: string[] = [];
  const amounts = [
    ['missing', details.missing_eur],
    ['needed', details.required_eur],
    ['available', details.available_eur],
    ['held', details.held_eur],
    ['owed', details.owed_eur],
  ] as const;
  const said = amounts.flatMap(([name, amount]) =>
    isAmount(amount) && !(isZero(amount) && (name === 'held' || name === 'owed'))
      ? [`${name} ${formatAmount(amount, { precision: 'exact' })}`]
      : [],
  );
  if (said.length > 0) lines.push(capitalised(`${said.join(', ')}.`));
  const allowed = whatIsAllowed(details.allowed);
  if (allowed !== undefined) lines.push(allowed);
  if (topUp) {
    const url = typeof details.top_up_url === 'string' ? details.top_up_url : dashboardPage(apiUrl, 'top-up');
    lines.push(`Top up: ${plainText(url)}`);
  }
  return lines;
}

/** What the key may spend in a month, and from when again. */
function aboutKey(given: unknown): string[] {
  const { api_key: key } = (given ?? {}) as { api_key?: Record<string, unknown> };
  const { cap_eur: cap, used_eur: used, resets_at: resets } = key ?? {};
  if (!isAmount(cap) || !isAmount(used) || typeof resets !== 'string') return [];
  const exact = { precision: 'exact' } as const;
  return [
    `This key may spend ${formatAmount(cap, exact)} a month; ${formatAmount(used, exact)} are used. It starts anew on ${formatDay(resets)} (UTC).`,
  ];
}

function whatIsAllowed(allowed: unknown): string | undefined {
  if (typeof allowed !== 'object' || allowed === null) return undefined;
  const { tiers, max_image_size: size } = allowed as { tiers?: unknown; max_image_size?: unknown };
  if (!Array.isArray(tiers) || tiers.length === 0) return undefined;
  const upTo = typeof size === 'string' ? ` up to ${plainText(size)}` : '';
  return `Your balance allows: ${tiers.map(plainText).join(', ')} models${upTo}.`;
}

/** Which rule refused it, where the API says so. */
function ruleOf({ details }: Problem): unknown {
  return ((details ?? {}) as { rule?: unknown }).rule;
}

/** `Retry-After` says when to look again, which may be long before there is room. */
function whenSentPicturesGo(): string[] {
  return [
    'There is room again one hour after the oldest of them was sent. With --wait it is tried again until --timeout.',
    'A picture that is on the web needs no room: give its https address instead of the file.',
  ];
}

function waitFor(retryAfterMs: number | undefined): string {
  const seconds = retryAfterMs === undefined ? undefined : Math.max(1, Math.ceil(retryAfterMs / 1000));
  return seconds === undefined
    ? 'Try again in a moment; with --wait, image and process do so by themselves.'
    : `Try again in ${seconds} s; with --wait, image and process do so by themselves.`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

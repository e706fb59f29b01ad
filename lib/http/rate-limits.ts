import type { CallerLimit } from '#lib/auth/api-caller.ts';
import { secondsUntil } from '#lib/auth/rate-limit.ts';
import type { Taken } from '#lib/auth/rate-limit-store.ts';
import { env } from '#lib/core/env.ts';
import { DepictaError } from '#lib/core/errors.ts';

const WINDOW_SECONDS = 60;

/** A limit of the API at which a request was counted. */
type Counted = CallerLimit & Taken;

/** The limits of a request: for the key or the session that it came with, and for its customer. What only reads has its own. */
export function limitsOf(method: string): CallerLimit[] {
  const { GETS_PER_MINUTE, POSTS_PER_MINUTE, CUSTOMER_GETS_PER_MINUTE, CUSTOMER_POSTS_PER_MINUTE } = env();
  const isReading = method === 'GET' || method === 'HEAD';
  const name = isReading ? 'get' : 'post';
  const limit = (policy: CallerLimit['policy'], times: number) =>
    ({ policy, name: `api_${name}_${policy}`, times, windowSeconds: WINDOW_SECONDS }) as const;
  return [
    limit('key', isReading ? GETS_PER_MINUTE : POSTS_PER_MINUTE),
    limit('customer', isReading ? CUSTOMER_GETS_PER_MINUTE : CUSTOMER_POSTS_PER_MINUTE),
  ];
}

/** The headers that tell the limits and what is left of them, as draft-ietf-httpapi-ratelimit-headers-10 has them. */
export function rateLimitHeaders(counted: readonly Counted[], at: Date): Record<string, string> {
  const list = (of: (each: Counted) => string) =>
    counted.map((each) => `"${each.policy}";${of(each)}`).join(', ');
  return {
    'RateLimit-Policy': list(({ times }) => `q=${times};w=${WINDOW_SECONDS}`),
    RateLimit: list(({ remaining, resetsAt }) => `r=${remaining};t=${secondsUntil(resetsAt, at)}`),
  };
}

/** @throws {DepictaError} `rate_limited` with the time to wait, when a request was one too many */
export function requireWithinLimits(counted: readonly Counted[], at: Date): void {
  const over = counted.filter(({ allowed }) => !allowed);
  const [first] = over;
  if (first === undefined) return;
  const retryAfterSeconds = Math.max(...over.map(({ resetsAt }) => secondsUntil(resetsAt, at)));
  const whose = first.policy === 'key' ? 'an API key' : 'a customer';
  throw new DepictaError(
    'rate_limited',
    `At most ${first.times} requests of this kind a minute for ${whose}. Try again in ${retryAfterSeconds} seconds.`,
    { details: { limit: first.policy, requests_per_minute: first.times }, retryAfterSeconds },
  );
}

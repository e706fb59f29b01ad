import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from '../account/account.ts';
import type { FaultRule } from '../account/state.ts';
import { Problem } from './problem.ts';
import type { Answer } from './router.ts';

/** What a fault does to a request: answers in place of it, refuses it, or drops the connection after it. */
export type FaultOutcome = { answer: Answer | null; dropAfter: boolean };

const GATEWAY_PAGE =
  '<html>\n<head><title>502 Bad Gateway</title></head>\n<body><h1>502 Bad Gateway</h1></body>\n</html>\n';

/**
 * Applies the first switched-on fault that matches the request, and counts it.
 *
 * - `rate_limited`, `internal_error`: Paddle's own error answers; nothing is applied.
 * - `bad_gateway_html`: what a proxy in front answers; the SDK fails to parse it.
 * - `slow`: waits, then goes on as usual.
 * - `apply_then_drop`: goes on as usual, then closes the connection instead of answering.
 *
 * @throws Problem for the faults that are a refusal
 */
export async function applyFault(account: Account, method: string, path: string): Promise<FaultOutcome> {
  const rule = takeRule(account, method, path);
  switch (rule?.fault) {
    case undefined:
      return { answer: null, dropAfter: false };
    case 'rate_limited': {
      const problem = new Problem('too_many_requests');
      problem.headers = { 'retry-after': String(rule.retryAfterSeconds) };
      throw problem;
    }
    case 'internal_error':
      throw new Problem('internal_error');
    case 'bad_gateway_html':
      return {
        answer: { kind: 'raw', status: 502, body: GATEWAY_PAGE, headers: { 'content-type': 'text/html' } },
        dropAfter: false,
      };
    case 'slow':
      await sleep(rule.delayMs);
      return { answer: null, dropAfter: false };
    case 'apply_then_drop':
      return { answer: null, dropAfter: true };
  }
}

function takeRule(account: Account, method: string, path: string): FaultRule | undefined {
  const rule = account.state.switches.faults.find(
    (candidate) =>
      candidate.times !== 0 &&
      (candidate.method === null || candidate.method === method) &&
      (candidate.pathPrefix === null || path.startsWith(candidate.pathPrefix)),
  );
  if (rule !== undefined && rule.times !== null) {
    rule.times -= 1;
    account.changed();
  }
  return rule;
}

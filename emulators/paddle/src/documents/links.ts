import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { notFound, Problem } from '../http/problem.ts';
import type { Call } from '../http/router.ts';

/** How long a link to a document works, as at Paddle. */
const LIFETIME_MS = 60 * 60 * 1000;

/** Signs links; made anew at each start, so that links do not outlive the process. */
const KEY = randomBytes(32);

export type DocumentKind = 'invoice' | 'credit-note';

/** A link to a PDF that works for an hour, for the `disposition` that the call asks for. */
export function documentUrl(call: Call, kind: DocumentKind, id: string): string {
  const disposition = call.query.get('disposition') ?? 'attachment';
  if (disposition !== 'attachment' && disposition !== 'inline') {
    const message = 'must be one of: attachment, inline';
    throw new Problem('invalid_field', undefined, [{ field: 'disposition', message }]);
  }
  const expires = String(call.account.clock.now().getTime() + LIFETIME_MS);
  const signature = sign(kind, id, expires, disposition);
  const query = new URLSearchParams({ expires, disposition, signature });
  return `${call.baseUrl}/documents/${kind}/${id}.pdf?${query}`;
}

/**
 * Checks a link and gives the headers that its document is sent with.
 *
 * @throws Problem `not_found` for a link that is forged or too old
 */
export function openDocument(call: Call, kind: DocumentKind, id: string): Record<string, string> {
  const expires = call.query.get('expires') ?? '';
  const disposition = call.query.get('disposition') ?? '';
  const given = Buffer.from(call.query.get('signature') ?? '');
  const right = Buffer.from(sign(kind, id, expires, disposition));
  const valid = given.length === right.length && timingSafeEqual(given, right);
  if (!valid || Number(expires) < call.account.clock.now().getTime()) throw notFound(id);
  return {
    'content-disposition': `${disposition}; filename="${kind}-${id}.pdf"`,
    'cache-control': 'no-store',
  };
}

function sign(kind: DocumentKind, id: string, expires: string, disposition: string): string {
  return createHmac('sha256', KEY).update([kind, id, expires, disposition].join(' ')).digest('hex');
}

import { createHash } from 'node:crypto';
import { invalid } from './parse.ts';

/** A caller's promise that requests with this key are one: the key, and what the request was. */
export type IdempotencyKey = { key: string; bodyHash: Uint8Array };

const KEY = /^[\x21-\x7e]{1,255}$/;

/**
 * Reads the `Idempotency-Key` of a request, with what the request was.
 *
 * @param operation what the body is for: the same body sent elsewhere is another request
 * @param body the parsed JSON; neither white space nor the order of fields makes another request
 * @returns undefined when there is none
 * @throws {DepictaError} `validation_error` when it is not 1 to 255 visible ASCII characters
 */
export function idempotencyKeyOf(
  request: Request,
  operation: string,
  body: unknown,
): IdempotencyKey | undefined {
  const key = keyOf(request);
  return key === null ? undefined : { key, bodyHash: hashOf(operation, body) };
}

/** The same without the body. */
export function keyOf(request: Request): string | null {
  const key = request.headers.get('Idempotency-Key');
  if (key !== null && !KEY.test(key)) {
    throw invalid([{ field: 'Idempotency-Key', message: 'must be 1 to 255 visible ASCII characters' }]);
  }
  return key;
}

/** What a request was, as one hash: SHA-256 of the operation and the canonical body. */
export function hashOf(operation: string, body: unknown): Uint8Array {
  return createHash('sha256')
    .update(`${operation}\n${canonical(body)}`)
    .digest();
}

/** JSON with the fields of each object in one order; a field that is null counts as left out. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(
          Object.entries(part)
            .filter(([, value]) => value !== null)
            .sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : part,
  );
}

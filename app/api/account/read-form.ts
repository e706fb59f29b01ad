import { AccountError } from '#lib/auth/account-error.ts';
import { DepictaError } from '#lib/core/errors.ts';

/** A form has a few short fields; nothing larger is read. */
const LARGEST_BYTES = 16_384;

/**
 * Reads the fields of a form, as a browser sends them by itself or as a script sends them in JSON.
 *
 * @throws {AccountError} `unreadable` for any other kind of body; {DepictaError} `payload_too_large`
 */
export async function readForm(request: Request): Promise<Record<string, unknown>> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  const text = await readText(request);
  if (type === 'application/x-www-form-urlencoded') return Object.fromEntries(new URLSearchParams(text));
  if (type === 'application/json') {
    const value = parsed(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  }
  throw new AccountError('unreadable');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function readText(request: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > LARGEST_BYTES) throw new DepictaError('payload_too_large', 'The form is too large.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

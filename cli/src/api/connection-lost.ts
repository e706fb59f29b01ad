import { Failure } from '../failure.ts';

/** What goes wrong before the first byte of a request has left. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

type LostOptions = { wasSent: boolean; requestId?: string | undefined; cause?: unknown };

/** There was no answer of the API. Whether it has acted is unknown when the request was sent. */
export class ConnectionLost extends Failure {
  override readonly name = 'ConnectionLost';
  /** False only where nothing can have reached the API. */
  readonly wasSent: boolean;

  constructor(message: string, { wasSent, requestId, cause }: LostOptions) {
    super('connection_lost', message, {
      advice: [
        wasSent
          ? 'Try again in a moment.'
          : 'Check the connection, and the address of the API: depicta auth status',
      ],
      requestId,
      cause,
    });
    this.wasSent = wasSent;
  }

  /**
   * Reads what `fetch` threw.
   *
   * @param timeoutMs after which the request was given up
   */
  static from(cause: unknown, url: URL, timeoutMs: number): ConnectionLost {
    if (cause instanceof Error && cause.name === 'TimeoutError') {
      return new ConnectionLost(`${url.host} did not answer within ${timeoutMs / 1000} s.`, {
        wasSent: true,
        cause,
      });
    }
    const code = codeOf(cause);
    const wasSent = !NEVER_SENT.has(code);
    const what = wasSent ? 'The connection was lost' : `${url.host} cannot be reached`;
    return new ConnectionLost(`${what}${code === '' ? '' : ` (${code})`}.`, { wasSent, cause });
  }
}

/** `fetch` hides the reason in `cause`; an attempt on several addresses hides it once more. */
function codeOf(error: unknown): string {
  for (let at = error, depth = 0; at instanceof Error && depth < 4; depth += 1) {
    const { code, errors } = at as Error & { code?: unknown; errors?: unknown };
    if (typeof code === 'string') return code;
    at = Array.isArray(errors) ? errors[0] : at.cause;
  }
  return '';
}

/** What the wall needs to know of a request. */
export type WallRequest = {
  method: string;
  /** The `Next-Action` header, whatever it says. */
  actionHeader: string | null;
  origin: string | null;
  ownOrigin: string;
  /** Whether a live session comes with it; asked only when it matters. */
  isSignedIn: () => Promise<boolean>;
};

/** What becomes of a request at the wall. */
export type Verdict = 'pass' | 'signed_out' | 'wrong_origin';

/**
 * The wall before the decoder of server actions: what could carry an action passes only with a live session, and only
 * from our own pages. Everything else that is not a plain read is refused before React has seen a byte of its body.
 *
 * Why: holes in that decoder let strangers run code (React Server Components, 2025 and 2026). Forms for strangers are
 * route handlers, which never reach it.
 */
export async function judge(request: WallRequest): Promise<Verdict> {
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (isRead && request.actionHeader === null) return 'pass';
  // An address bar sends no Origin, a form and fetch always do; for older browsers the action checks it once more.
  if (request.origin !== null && request.origin !== request.ownOrigin) return 'wrong_origin';
  return (await request.isSignedIn()) ? 'pass' : 'signed_out';
}

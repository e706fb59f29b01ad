import { authenticate } from '#lib/auth/api-caller.ts';
import { DepictaError } from '#lib/core/errors.ts';
import { database } from '#lib/db/client.ts';
import { type LiveChanges, watchForChanges } from '#lib/history/live.ts';
import { liveStream } from '#lib/http/live-stream.ts';
import { route } from '#lib/http/route.ts';
import { shutdown } from '#lib/http/shutdown.ts';

const shared = globalThis as typeof globalThis & { depictaLiveChanges?: LiveChanges };

const HEARTBEAT_MS = 15_000;

/** Tells an open page when something about its customer changes; ends with the session. */
export const GET = route({}, async ({ request, caller }) => {
  shared.depictaLiveChanges ??= watchForChanges(database());
  const changes = shared.depictaLiveChanges;
  return liveStream({
    subscribe: (onVersion) => changes.subscribe(caller.customerId, onVersion),
    mayListen: () => isStill(request, caller.customerId),
    signal: AbortSignal.any([request.signal, shutdown().stopping.signal]),
    heartbeatMs: HEARTBEAT_MS,
  });
});

/** Whether the request would still be let in as the same customer. A database that is away ends no session. */
async function isStill(request: Request, customerId: string): Promise<boolean> {
  try {
    return (await authenticate(request)).customerId === customerId;
  } catch (error) {
    return !(error instanceof DepictaError) || error.code === 'unavailable';
  }
}

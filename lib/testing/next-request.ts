import { workAsyncStorage } from 'next/dist/server/app-render/work-async-storage.external.js';
import { workUnitAsyncStorage } from 'next/dist/server/app-render/work-unit-async-storage.external.js';
import { createRequestStoreForAPI } from 'next/dist/server/async-storage/request-store.js';
import { NextRequest } from 'next/server.js';

/** A request as Next hands it to a route handler. */
export function nextRequest(...sent: ConstructorParameters<typeof NextRequest>): NextRequest {
  return new NextRequest(...sent);
}

/**
 * Runs a page, an action or a handler in the scope that Next gives it, so that `cookies`, `headers`, `refresh` and `after`
 * are Next's own. What `after` was given is waited for.
 *
 * @param headers of the request, its cookies with them
 */
export async function inRequest<T>(
  { headers, phase }: { headers: Headers; phase: 'render' | 'action' },
  run: () => Promise<T>,
): Promise<T> {
  const later: Promise<unknown>[] = [];
  const after = (task: Promise<unknown> | (() => unknown)) =>
    later.push(typeof task === 'function' ? Promise.resolve().then(task) : task);
  const work = { page: '/page', route: '/page', isStaticGeneration: false, afterContext: { after } };
  const url = { pathname: '/', search: '' };
  const unit = createRequestStoreForAPI(
    { headers } as never,
    url,
    {} as never,
    undefined,
    undefined as never,
    undefined,
  );
  unit.phase = phase;
  try {
    return await workAsyncStorage.run(work as never, () => workUnitAsyncStorage.run(unit, run));
  } finally {
    await Promise.all(later);
  }
}

import { now } from '#lib/core/clock.ts';
import { env } from '#lib/core/env.ts';
import { download } from '#lib/files/download.ts';
import { localFileStore } from '#lib/files/file-store.ts';
import { otherMethodsThan } from '#lib/http/methods.ts';
import { publicRoute } from '#lib/http/route.ts';

/** A file behind its signed address, for whoever has that. */
export const GET = publicRoute({}, async ({ request, params }) => {
  const { FILES_DIR, FILES_SECRET } = env();
  const { searchParams } = new URL(request.url);
  return download(localFileStore(FILES_DIR), {
    ...{ key: params.key ?? '', query: searchParams, method: request.method },
    ...{ headers: request.headers, signal: request.signal, secret: FILES_SECRET, at: now() },
  });
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethodsThan('GET');

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { publicRoute } from '#lib/http/route.ts';

let script: Promise<Buffer<ArrayBuffer>> | undefined;

/** The renderer of the API's page, as its package has it: served by us, so that no reader is told to a third party. */
export const GET = publicRoute({}, async () => {
  // Read once: anybody may ask for it, as often as they like.
  script ??= readFile(join(process.cwd(), 'node_modules/redoc/bundles/redoc.standalone.js'));
  return new Response(await script, {
    headers: { 'Content-Type': 'text/javascript; charset=utf-8', 'Cache-Control': 'public, max-age=3600' },
  });
});

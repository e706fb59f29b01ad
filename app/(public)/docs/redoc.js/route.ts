import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { publicRoute } from '#lib/http/route.ts';

/** Its maker's logo, which the renderer would fetch from its maker's host at every reader's visit. */
const MAKERS_LOGO = 'https://cdn.redoc.ly/redoc/logo-mini.svg';
/** No picture: the renderer leaves the logo out and keeps the link. */
const NO_LOGO = 'data:,';

let script: Promise<string> | undefined;

/** The renderer of the API's page, as its package has it but for that logo: no reader is told to a third party. */
export const GET = publicRoute({}, async () => {
  // Read once: anybody may ask for it, as often as they like.
  script ??= readFile(join(process.cwd(), 'node_modules/redoc/bundles/redoc.standalone.js'), 'utf8').then(
    (text) => text.replaceAll(MAKERS_LOGO, NO_LOGO),
  );
  return new Response(await script, {
    headers: { 'Content-Type': 'text/javascript; charset=utf-8', 'Cache-Control': 'public, max-age=3600' },
  });
});

import { openApi } from '#lib/contracts/openapi/document.ts';
import { env } from '#lib/core/env.ts';
import manifest from '../../package.json' with { type: 'json' };

/** It changes with a release only, and anybody's program may read it. */
export const PUBLISHED = { 'Cache-Control': 'public, max-age=300', 'Access-Control-Allow-Origin': '*' };

/** The document of this installation: with its own address and version. */
export function publishedDocument(): Record<string, unknown> {
  return openApi(env().APP_URL, manifest.version);
}

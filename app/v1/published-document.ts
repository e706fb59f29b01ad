import { stringify } from 'yaml';
import { openApi } from '#lib/contracts/openapi/document.ts';
import { env } from '#lib/core/env.ts';
import manifest from '../../package.json' with { type: 'json' };

/** It changes with a release only, and anybody's program may read it. */
export const PUBLISHED = { 'Cache-Control': 'public, max-age=300', 'Access-Control-Allow-Origin': '*' };

let made: { json: Record<string, unknown>; yaml: string } | undefined;

/**
 * The document of this installation, with its own address and version; made once, because anybody may ask for it. Its YAML is
 * quoted for readers of YAML 1.1 too, which take 16:9 for a number.
 */
export function publishedDocument(): { json: Record<string, unknown>; yaml: string } {
  if (made === undefined) {
    const json = openApi(env().APP_URL, manifest.version);
    made = { json, yaml: stringify(json, { aliasDuplicateObjects: false, version: '1.1' }) };
  }
  return made;
}

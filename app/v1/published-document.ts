import { gzipSync } from 'node:zlib';
import { stringify } from 'yaml';
import { openApi } from '#lib/contracts/openapi/document.ts';
import { env } from '#lib/core/env.ts';
import manifest from '../../package.json' with { type: 'json' };

/** It changes with a release only, and anybody's program may read it. */
const PUBLISHED = {
  'Cache-Control': 'public, max-age=300',
  'Access-Control-Allow-Origin': '*',
  Vary: 'Accept-Encoding',
};
const TYPES = { json: 'application/json', yaml: 'application/yaml; charset=utf-8' } as const;
/** What an `Accept-Encoding` says of gzip, or else of all it does not name, with the quality (RFC 9110, 12.5.3). */
const [OF_GZIP, OF_OTHERS] = ['gzip', '\\*'].map(
  (coding) => new RegExp(`(?:^|,)\\s*${coding}\\s*(?:;\\s*q=([\\d.]+)\\s*)?(?:,|$)`, 'i'),
) as [RegExp, RegExp];

type Made = { plain: Buffer<ArrayBuffer>; gzip: Buffer<ArrayBuffer> };
let made: Readonly<Record<keyof typeof TYPES, Made>> | undefined;

/**
 * Answers with the document of this installation, with its own address and version; compressed where the asker takes that:
 * Next compresses no answer of a handler.
 */
export function publishedDocument(format: keyof typeof TYPES, { headers }: Request): Response {
  made ??= make();
  const isPacked = takesGzip(headers.get('Accept-Encoding') ?? '');
  const body = made[format][isPacked ? 'gzip' : 'plain'];
  return new Response(body, {
    headers: {
      ...PUBLISHED,
      'Content-Type': TYPES[format],
      'Content-Length': body.length.toString(),
      ...(isPacked && { 'Content-Encoding': 'gzip' }),
    },
  });
}

function takesGzip(acceptEncoding: string): boolean {
  const said = OF_GZIP.exec(acceptEncoding) ?? OF_OTHERS.exec(acceptEncoding);
  return said !== null && Number(said[1] ?? 1) > 0;
}

/** Made once, because anybody may ask for it. Its YAML is quoted for readers of YAML 1.1 too, which take 16:9 for a number. */
function make(): Record<keyof typeof TYPES, Made> {
  const document = openApi(env().APP_URL, manifest.version);
  const both = (text: string) => ({ plain: Buffer.from(text), gzip: Buffer.from(gzipSync(text)) });
  return {
    json: both(JSON.stringify(document)),
    yaml: both(stringify(document, { aliasDuplicateObjects: false, version: '1.1' })),
  };
}

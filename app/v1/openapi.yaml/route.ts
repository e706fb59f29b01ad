import { stringify } from 'yaml';
import { publicRoute } from '#lib/http/route.ts';
import { PUBLISHED, publishedDocument } from '../published-document.ts';

export const dynamic = 'force-dynamic';

/** The same document as YAML. */
export const GET = publicRoute({}, async () => {
  const text = stringify(publishedDocument(), { aliasDuplicateObjects: false });
  return new Response(text, { headers: { ...PUBLISHED, 'Content-Type': 'application/yaml; charset=utf-8' } });
});

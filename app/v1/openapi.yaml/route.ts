import { otherMethodsThan } from '#lib/http/methods.ts';
import { publicRoute } from '#lib/http/route.ts';
import { PUBLISHED, publishedDocument } from '../published-document.ts';

export const dynamic = 'force-dynamic';

/** The same document as YAML. */
export const GET = publicRoute({}, async () => {
  return new Response(publishedDocument().yaml, {
    headers: { ...PUBLISHED, 'Content-Type': 'application/yaml; charset=utf-8' },
  });
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethodsThan('GET');

import { otherMethodsThan } from '#lib/http/methods.ts';
import { publicRoute } from '#lib/http/route.ts';
import { PUBLISHED, publishedDocument } from '../published-document.ts';

export const dynamic = 'force-dynamic';

/** The API as an OpenAPI 3.1 document. */
export const GET = publicRoute({}, async () => ({ body: publishedDocument().json, headers: PUBLISHED }));

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethodsThan('GET');

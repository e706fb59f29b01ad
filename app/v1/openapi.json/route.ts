import { otherMethodsThan } from '#lib/http/methods.ts';
import { publicRoute } from '#lib/http/route.ts';
import { publishedDocument } from '../published-document.ts';

export const dynamic = 'force-dynamic';

/** The API as an OpenAPI 3.1 document. */
export const GET = publicRoute({}, async ({ request }) => publishedDocument('json', request));

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethodsThan('GET');

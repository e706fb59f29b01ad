import { otherMethodsThan } from '#lib/http/methods.ts';
import { publicRoute } from '#lib/http/route.ts';
import { publishedDocument } from '../published-document.ts';

export const dynamic = 'force-dynamic';

/** The same document as YAML. */
export const GET = publicRoute({}, async ({ request }) => publishedDocument('yaml', request));

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethodsThan('GET');

import { otherMethodsThan } from '#lib/http/methods.ts';
import { publicRoute } from '#lib/http/route.ts';
import { publishedPricing } from '#lib/pricing/published.ts';

// The trial and the limits are settings of the running process, not of the build.
export const dynamic = 'force-dynamic';

/** The prices and the rules in force. */
export const GET = publicRoute({}, async () => ({ body: publishedPricing() }));

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethodsThan('GET');

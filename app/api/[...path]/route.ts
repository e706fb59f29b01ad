import { DepictaError } from '#lib/core/errors.ts';
import { publicRoute } from '#lib/http/route.ts';

/**
 * What is not there. Without it an unknown address under `/api` would be answered by the page for what is not found, and
 * the wall, which lets this folder pass, would have a hole: a page decodes server actions, a route handler does not.
 */
const nothing = publicRoute({}, async () => {
  throw new DepictaError('not_found', 'There is nothing at this address.');
});

export { nothing as DELETE, nothing as GET, nothing as PATCH, nothing as POST, nothing as PUT };

import { DepictaError } from '#lib/core/errors.ts';
import { publicRoute } from '#lib/http/route.ts';

/** What is not there answers like everything else: flat JSON. */
const nothing = publicRoute({}, async () => {
  throw new DepictaError(
    'not_found',
    'There is nothing at this address. GET /v1/openapi.json lists what there is.',
  );
});

export {
  nothing as DELETE,
  nothing as GET,
  nothing as OPTIONS,
  nothing as PATCH,
  nothing as POST,
  nothing as PUT,
};

import { receiveUpload } from '#app/v1/upload/receive-upload.ts';
import { pageRoute } from '#lib/http/route.ts';

/**
 * Takes the picture that a customer chose on the page for processing, as `POST /v1/upload` does. A route handler and no server
 * action: an action would hold the file whole in memory.
 */
export const POST = pageRoute({}, ({ request, caller }) => receiveUpload(request, caller));

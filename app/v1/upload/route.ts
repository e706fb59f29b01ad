import { otherMethodsThan } from '#lib/http/methods.ts';
import { route } from '#lib/http/route.ts';
import { receiveUpload } from './receive-upload.ts';

/** Takes a picture to work on: kept for an hour, free of charge. */
export const POST = route({}, ({ request, caller }) => receiveUpload(request, caller));

export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherMethodsThan('POST');

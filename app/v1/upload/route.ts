import { LARGEST_UPLOAD_BYTES, type UploadResult } from '#lib/contracts/operations.ts';
import { env } from '#lib/core/env.ts';
import { mayOrder } from '#lib/customers/may-order.ts';
import { database } from '#lib/db/client.ts';
import { localFileStore } from '#lib/files/file-store.ts';
import { signedUrl } from '#lib/files/signed-url.ts';
import { keepUpload, mayUpload } from '#lib/files/uploads.ts';
import { keyOf } from '#lib/http/idempotency.ts';
import { otherMethodsThan } from '#lib/http/methods.ts';
import { withReceivedFile } from '#lib/http/receive-file.ts';
import { route } from '#lib/http/route.ts';
import { inspect } from '#lib/processing/source.ts';

/** Takes a picture to work on: kept for an hour, free of charge. */
export const POST = route({}, async ({ request, caller: { customerId, ...caller } }) => {
  mayOrder({ ...caller });
  const idempotencyKey = keyOf(request);
  const db = database();
  await mayUpload(db, customerId, idempotencyKey);
  const { APP_URL, FILES_DIR, FILES_SECRET } = env();
  const expected = { field: 'file', maxBytes: LARGEST_UPLOAD_BYTES };
  return withReceivedFile(request, expected, async (file) => {
    const picture = await inspect(file.path, 'file');
    const received = { customerId, idempotencyKey, ...file, ...picture };
    const upload = await keepUpload(db, localFileStore(FILES_DIR), received);
    const { id, expiresAt, width, height, format } = upload;
    const url = signedUrl(upload, { base: APP_URL, secret: FILES_SECRET });
    const body: UploadResult = { id, url, expires_at: expiresAt.toISOString(), width, height, format };
    return { body };
  });
});

export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherMethodsThan('POST');

import { LARGEST_UPLOAD_BYTES, type UploadResult } from '#lib/contracts/operations.ts';
import { env } from '#lib/core/env.ts';
import { mayOrder } from '#lib/customers/may-order.ts';
import { database } from '#lib/db/client.ts';
import { localFileStore } from '#lib/files/file-store.ts';
import { signedUrl } from '#lib/files/signed-url.ts';
import { keepUpload, mayUpload } from '#lib/files/uploads.ts';
import { withReceivedFile } from '#lib/http/receive-file.ts';
import { route } from '#lib/http/route.ts';
import { inspect } from '#lib/processing/source.ts';

/** Takes a picture to work on: kept for an hour, free of charge. */
export const POST = route({}, async ({ request, caller: { customerId, ...caller } }) => {
  mayOrder({ ...caller });
  const db = database();
  await mayUpload(db, customerId);
  const { APP_URL, FILES_DIR, FILES_SECRET } = env();
  return withReceivedFile(
    request,
    { field: 'file', maxBytes: LARGEST_UPLOAD_BYTES },
    async ({ path, bytes }) => {
      const { format, width, height } = await inspect(path, 'file');
      const received = { customerId, path, format, sizeBytes: bytes };
      const { id, key, expiresAt } = await keepUpload(db, localFileStore(FILES_DIR), received);
      const url = signedUrl({ key, expiresAt }, { base: APP_URL, secret: FILES_SECRET });
      const body: UploadResult = { id, url, expires_at: expiresAt.toISOString(), width, height, format };
      return { body };
    },
  );
});

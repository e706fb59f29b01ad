import type { ApiCaller } from '#lib/auth/api-caller.ts';
import { LARGEST_UPLOAD_BYTES } from '#lib/contracts/operation-choices.ts';
import type { UploadResult } from '#lib/contracts/operations.ts';
import { env } from '#lib/core/env.ts';
import { mayOrder } from '#lib/customers/may-order.ts';
import { database } from '#lib/db/client.ts';
import { localFileStore } from '#lib/files/file-store.ts';
import { signedUrl } from '#lib/files/signed-url.ts';
import { keepUpload, mayUpload } from '#lib/files/uploads.ts';
import { keyOf } from '#lib/http/idempotency.ts';
import { withReceivedFile } from '#lib/http/receive-file.ts';
import type { Answer } from '#lib/http/route.ts';
import { uploadDesk } from './upload-desk.ts';

/**
 * Takes a picture to work on, as the API and the page send it: kept for an hour, free of charge.
 *
 * @throws {DepictaError} before a byte is read where the customer may not order, keeps too many or sends too many at
 *   once; then why it is no picture
 */
export async function receiveUpload(request: Request, { customerId, ...caller }: ApiCaller): Promise<Answer> {
  mayOrder({ ...caller });
  const idempotencyKey = keyOf(request);
  const db = database();
  const { inPlace, inspect } = uploadDesk();
  const { APP_URL, FILES_DIR, FILES_SECRET } = env();
  const expected = { field: 'file', maxBytes: LARGEST_UPLOAD_BYTES };
  const upload = await inPlace(customerId, async () => {
    await mayUpload(db, customerId, idempotencyKey);
    return withReceivedFile(request, expected, async (file) => {
      const received = { customerId, idempotencyKey, ...file, ...(await inspect(file.path, 'file')) };
      return keepUpload(db, localFileStore(FILES_DIR), received);
    });
  });
  const { id, expiresAt, width, height, format, isRepeat } = upload;
  const url = signedUrl(upload, { base: APP_URL, secret: FILES_SECRET });
  const body: UploadResult = { id, url, expires_at: expiresAt.toISOString(), width, height, format };
  return { body, ...(isRepeat && { headers: { 'Idempotent-Replayed': 'true' } }) };
}

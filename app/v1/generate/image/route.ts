import { imageRequest } from '#lib/contracts/image.ts';
import { mayOrder } from '#lib/customers/may-order.ts';
import { generate } from '#lib/generation/generate.ts';
import { order } from '#lib/generation/order.ts';
import { idempotencyKeyOf } from '#lib/http/idempotency.ts';
import { otherMethodsThan } from '#lib/http/methods.ts';
import { wantsAsync } from '#lib/http/preferences.ts';
import { route } from '#lib/http/route.ts';
import { shutdown } from '#lib/http/shutdown.ts';
import { answered, generationDesk } from '../../generation-desk.ts';

/** Makes a picture: 200 when it is there, 202 when it is not waited for or takes longer than the wait. */
export const POST = route({ body: imageRequest }, async ({ request, body, caller }) => {
  const idempotencyKey = idempotencyKeyOf(request, 'generate/image', body);
  const { order: ordered, quote } = order(body);
  mayOrder(caller);
  const isAsync = wantsAsync(request);
  const generated = await generate(
    generationDesk(),
    { customerId: caller.customerId, apiKey: caller.apiKey, order: ordered, quote, idempotencyKey },
    { wait: !isAsync, signal: AbortSignal.any([request.signal, shutdown().drained.signal]) },
  );
  return answered(generated, { isAsync });
});

export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherMethodsThan('POST');

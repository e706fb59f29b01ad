'use server';

import * as z from 'zod/mini';
import { addresses, generationDesk } from '#app/v1/generation-desk.ts';
import { customerAction } from '#lib/auth/action.ts';
import { imageRequest } from '#lib/contracts/image.ts';
import { mayOrder } from '#lib/customers/may-order.ts';
import { toAccepted } from '#lib/generation/answer.ts';
import { generate } from '#lib/generation/generate.ts';
import { order } from '#lib/generation/order.ts';
import { hashOf } from '#lib/http/idempotency.ts';

const picture = z.object({
  /** Made by the page for each press of the button: sent twice, it is one picture. */
  requestToken: z.uuid(),
  picture: z.pick(imageRequest, { prompt: true, model: true, aspect_ratio: true, image_size: true }),
});

/** Accepts a picture and answers at once; the page follows its job. */
export const startGeneration = customerAction(picture, async (viewer, { requestToken, picture: asked }) => {
  const { order: ordered, quote } = order(asked);
  mayOrder({ emailVerified: viewer.emailVerified, customerStatus: viewer.customerStatus ?? 'closed' });
  const { job } = await generate(
    generationDesk(),
    {
      customerId: viewer.customerId,
      apiKey: null,
      order: ordered,
      quote,
      idempotencyKey: { key: `page:${requestToken}`, bodyHash: hashOf('generate/image', asked) },
    },
    { wait: false, signal: AbortSignal.timeout(30_000) },
  );
  return { job: toAccepted(job, addresses()) };
});

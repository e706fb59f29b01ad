import * as z from 'zod/mini';
import { addresses, generationDesk } from '#app/v1/generation-desk.ts';
import type { ApiCaller } from '#lib/auth/api-caller.ts';
import type { JobAccepted } from '#lib/contracts/image.ts';
import { OPERATIONS } from '#lib/contracts/operation-choices.ts';
import { operationRequest } from '#lib/contracts/operations.ts';
import { mayOrder } from '#lib/customers/may-order.ts';
import { toAccepted } from '#lib/generation/answer.ts';
import { generate } from '#lib/generation/generate.ts';
import { orderOperation } from '#lib/generation/order.ts';
import { hashOf } from '#lib/http/idempotency.ts';
import { parseValue } from '#lib/http/parse.ts';

/** What the page sends. The request is the API's body of that operation, and is read by its contract. */
export const processingForm = z.object({
  /** Made by the page for each press of the button: sent twice, it is one operation and one charge. */
  requestToken: z.uuid(),
  operation: z.enum(OPERATIONS),
  request: z.record(z.string(), z.unknown()),
});

/**
 * Accepts an operation for the page, by the same steps as `POST /v1/process/{operation}`, and answers at once: the page
 * follows its job.
 *
 * @throws {DepictaError} as the API answers it: nothing is held then
 */
export async function orderFromPage(
  customer: Pick<ApiCaller, 'customerId' | 'emailVerified' | 'customerStatus'>,
  { requestToken, operation, request }: z.output<typeof processingForm>,
): Promise<JobAccepted> {
  const body = parseValue(request, operationRequest(operation), 'request');
  mayOrder(customer);
  const { job } = await generate(
    generationDesk(),
    {
      customerId: customer.customerId,
      apiKey: null,
      ...orderOperation(operation, body),
      idempotencyKey: { key: `page:${requestToken}`, bodyHash: hashOf(`process/${operation}`, body) },
    },
    { wait: false, signal: AbortSignal.timeout(30_000) },
  );
  return toAccepted(job, addresses());
}

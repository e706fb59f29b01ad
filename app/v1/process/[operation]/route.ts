import type { Operation } from '#lib/contracts/operation-choices.ts';
import { operationParameters, operationRequest } from '#lib/contracts/operations.ts';
import { DepictaError } from '#lib/core/errors.ts';
import { mayOrder } from '#lib/customers/may-order.ts';
import { generate } from '#lib/generation/generate.ts';
import { orderOperation } from '#lib/generation/order.ts';
import { idempotencyKeyOf } from '#lib/http/idempotency.ts';
import { otherMethodsThan } from '#lib/http/methods.ts';
import { parseBody } from '#lib/http/parse.ts';
import { wantsAsync } from '#lib/http/preferences.ts';
import { route } from '#lib/http/route.ts';
import { shutdown } from '#lib/http/shutdown.ts';
import { answered, generationDesk } from '../../generation-desk.ts';

/** Processes a picture: 200 when it is there, 202 when it is not waited for or takes longer than the wait. */
export const POST = route({}, async ({ request, params, caller }) => {
  const operation = params.operation ?? '';
  if (!isOperation(operation)) {
    const message = 'There is no such operation. GET /v1/pricing lists them.';
    throw new DepictaError('not_found', message, { details: { rule: 'operation_unknown' } });
  }
  const body = await parseBody(request, operationRequest(operation));
  const idempotencyKey = idempotencyKeyOf(request, `process/${operation}`, body);
  const ordered = orderOperation(operation, body);
  mayOrder(caller);
  const isAsync = wantsAsync(request);
  const generated = await generate(
    generationDesk(),
    { customerId: caller.customerId, apiKey: caller.apiKey, ...ordered, idempotencyKey },
    { wait: !isAsync, signal: AbortSignal.any([request.signal, shutdown().drained.signal]) },
  );
  return answered(generated, { isAsync });
});

function isOperation(id: string): id is Operation {
  return Object.hasOwn(operationParameters, id);
}

export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherMethodsThan('POST');

import { openDispute, reverseAdjustment } from '../adjustments/dispute.ts';
import { decide } from '../adjustments/refund.ts';
import { Fields } from '../http/fields.ts';
import type { Call, Route } from '../http/router.ts';
import { answer, created } from '../http/router.ts';

const LONGEST_MS = 86_400_000;

/** What Paddle and banks do about refunds and disputes. */
export const controlAdjustmentRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/_control/adjustments/:id/approve',
    handler: (call) => answer(decide(call.account, call.params.id!, 'approved')),
  },
  {
    method: 'POST',
    path: '/_control/adjustments/:id/reject',
    handler: (call) => answer(decide(call.account, call.params.id!, 'rejected')),
  },
  {
    method: 'POST',
    path: '/_control/adjustments/:id/reverse',
    handler: (call) => created(reverseAdjustment(call.account, call.params.id!)),
  },
  {
    method: 'POST',
    path: '/_control/transactions/:id/chargeback',
    handler: (call) => dispute(call, 'chargeback'),
  },
  {
    method: 'POST',
    path: '/_control/transactions/:id/chargeback-warning',
    handler: (call) => dispute(call, 'chargeback_warning'),
  },
  {
    method: 'GET',
    path: '/_control/approval',
    handler: (call) => answer(call.account.state.switches.approval),
  },
  {
    method: 'PUT',
    path: '/_control/approval',
    handler: (call) => {
      const fields = new Fields(call.body);
      const approval = {
        mode: fields.required('mode', fields.oneOf('mode', ['immediate', 'timer', 'manual'])),
        delayMs: fields.integer('delayMs', 0, LONGEST_MS) ?? 2000,
        outcome: fields.oneOf('outcome', ['approved', 'rejected']) ?? 'approved',
      };
      fields.check();
      call.account.state.switches.approval = approval;
      call.account.changed();
      return answer(approval);
    },
  },
];

function dispute(call: Call, action: 'chargeback' | 'chargeback_warning'): ReturnType<typeof created> {
  const fields = new Fields(call.body ?? {});
  const amount = fields.amount('amount') ?? null;
  fields.check();
  return created(openDispute(call.account, call.params.id!, action, amount === null ? null : BigInt(amount)));
}

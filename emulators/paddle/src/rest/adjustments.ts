import { getAdjustment } from '../adjustments/adjustment.ts';
import { requestAdjustment } from '../adjustments/refund.ts';
import { documentUrl } from '../documents/links.ts';
import { filterValues, listPage } from '../http/list.ts';
import { notFound } from '../http/problem.ts';
import type { Route } from '../http/router.ts';
import { answer, created } from '../http/router.ts';

const PER_PAGE = { standard: 10, maximum: 50 };

export const adjustmentRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/adjustments',
    handler: (call) => {
      const filters = {
        id: filterValues(call.query, 'id'),
        action: filterValues(call.query, 'action'),
        status: filterValues(call.query, 'status'),
        transaction_id: filterValues(call.query, 'transaction_id'),
        customer_id: filterValues(call.query, 'customer_id'),
        subscription_id: filterValues(call.query, 'subscription_id'),
      };
      const rows = call.account.state.adjustments.filter((row) =>
        Object.entries(filters).every(
          ([name, values]) => values === null || values.has(String(row[name as keyof typeof filters])),
        ),
      );
      return listPage(call, rows, { perPage: PER_PAGE });
    },
  },
  {
    method: 'POST',
    path: '/adjustments',
    handler: (call) => created(requestAdjustment(call.account, call.body)),
  },
  {
    method: 'GET',
    path: '/adjustments/:id/credit-note',
    handler: (call) => {
      const adjustment = getAdjustment(call.account, call.params.id!);
      const refunded = ['refund', 'credit'].includes(adjustment.action) && adjustment.status === 'approved';
      if (!refunded) throw notFound(adjustment.id);
      return answer({ url: documentUrl(call, 'credit-note', adjustment.id) });
    },
  },
];

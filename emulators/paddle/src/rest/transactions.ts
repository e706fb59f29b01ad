import { documentUrl } from '../documents/links.ts';
import { filterValues, listPage, timeFilter } from '../http/list.ts';
import { notFound } from '../http/problem.ts';
import type { Route } from '../http/router.ts';
import { answer, created } from '../http/router.ts';
import { createTransaction } from '../transactions/create.ts';
import { getTransaction } from '../transactions/payment.ts';
import { previewPrices, previewTransaction } from '../transactions/preview.ts';
import { updateTransaction } from '../transactions/update.ts';
import { viewTransaction } from '../transactions/view.ts';

const PER_PAGE = { standard: 30, maximum: 30 };

export const transactionRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/transactions',
    handler: (call) => {
      const { query } = call;
      const filters = {
        id: filterValues(query, 'id'),
        customer_id: filterValues(query, 'customer_id'),
        status: filterValues(query, 'status'),
        collection_mode: filterValues(query, 'collection_mode'),
        invoice_number: filterValues(query, 'invoice_number'),
        origin: filterValues(query, 'origin'),
        subscription_id: filterValues(query, 'subscription_id'),
      };
      const createdAt = timeFilter(query, 'created_at');
      const updatedAt = timeFilter(query, 'updated_at');
      const billedAt = timeFilter(query, 'billed_at');
      const rows = call.account.state.transactions.filter(
        (row) =>
          Object.entries(filters).every(
            ([name, values]) => values === null || values.has(String(row[name as keyof typeof filters])),
          ) &&
          createdAt(row.created_at) &&
          updatedAt(row.updated_at) &&
          billedAt(row.billed_at),
      );
      return listPage(call, rows, {
        perPage: PER_PAGE,
        orderFields: ['created_at', 'updated_at', 'billed_at'],
        view: (row) => viewTransaction(call.account, row, query),
      });
    },
  },
  {
    method: 'POST',
    path: '/transactions',
    handler: (call) => {
      const transaction = createTransaction(call.account, call.body, 'api');
      return created(viewTransaction(call.account, transaction, call.query));
    },
  },
  {
    method: 'POST',
    path: '/transactions/preview',
    handler: (call) => answer(previewTransaction(call.account, call.body)),
  },
  {
    method: 'POST',
    path: '/pricing-preview',
    handler: (call) => answer(previewPrices(call.account, call.body)),
  },
  {
    method: 'GET',
    path: '/transactions/:id',
    handler: (call) =>
      answer(viewTransaction(call.account, getTransaction(call.account, call.params.id!), call.query)),
  },
  {
    method: 'GET',
    path: '/transactions/:id/invoice',
    handler: (call) => {
      const transaction = getTransaction(call.account, call.params.id!);
      const issued = transaction.invoice_number !== null && transaction.status !== 'canceled';
      if (!issued || transaction.details.totals.total === '0') throw notFound(transaction.id);
      return answer({ url: documentUrl(call, 'invoice', transaction.id) });
    },
  },
  {
    method: 'PATCH',
    path: '/transactions/:id',
    handler: (call) => {
      const before = getTransaction(call.account, call.params.id!);
      const after = updateTransaction(call.account, before, call.body);
      return answer(viewTransaction(call.account, after, call.query));
    },
  },
];

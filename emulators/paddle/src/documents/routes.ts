import { getAdjustment } from '../adjustments/adjustment.ts';
import type { Route } from '../http/router.ts';
import { raw } from '../http/router.ts';
import { getTransaction } from '../transactions/payment.ts';
import { creditNotePdf, invoicePdf } from './documents.ts';
import { openDocument } from './links.ts';

const PDF = 'application/pdf';

/** Where the links to documents lead. The link itself is what entitles to the document. */
export const documentRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/documents/invoice/:file',
    handler: (call) => {
      const id = call.params.file!.replace(/\.pdf$/, '');
      const headers = openDocument(call, 'invoice', id);
      return raw(invoicePdf(call.account, getTransaction(call.account, id)), PDF, headers);
    },
  },
  {
    method: 'GET',
    path: '/documents/credit-note/:file',
    handler: (call) => {
      const id = call.params.file!.replace(/\.pdf$/, '');
      const headers = openDocument(call, 'credit-note', id);
      const adjustment = getAdjustment(call.account, id);
      const transaction = getTransaction(call.account, adjustment.transaction_id);
      return raw(creditNotePdf(call.account, adjustment, transaction), PDF, headers);
    },
  },
];

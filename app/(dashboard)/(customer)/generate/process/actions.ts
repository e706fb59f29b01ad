'use server';

import { customerAction } from '#lib/auth/action.ts';
import { orderFromPage, processingForm } from './order.ts';

/** Accepts an operation and answers at once; the page follows its job. */
export const startProcessing = customerAction(processingForm, async (viewer, form) => ({
  job: await orderFromPage({ ...viewer, customerStatus: viewer.customerStatus ?? 'closed' }, form),
}));

import { DepictaError } from '#lib/core/errors.ts';
import { callPaddle, PaddleCallError, type PaddleClient } from './client.ts';

/**
 * Where Paddle's own invoice of a payment lies, as a PDF. The link lives about an hour, so it is asked for on every click
 * and kept nowhere.
 *
 * @throws {DepictaError} `unavailable` when Paddle does not answer, `not_found` when it has none
 */
export function invoiceUrl(paddle: PaddleClient, paddleTransactionId: string): Promise<string> {
  return linkOf('invoice', () => paddle.transactions.getInvoicePDF(paddleTransactionId));
}

/** The same for the credit note of an adjustment. */
export function creditNoteUrl(paddle: PaddleClient, paddleAdjustmentId: string): Promise<string> {
  return linkOf('credit note', () => paddle.adjustments.getCreditNotePDF(paddleAdjustmentId));
}

async function linkOf(what: string, call: () => Promise<{ url: string }>): Promise<string> {
  try {
    return (await callPaddle(what, call)).url;
  } catch (error) {
    if (!(error instanceof PaddleCallError)) throw error;
    if (error.failure.kind === 'refused' && error.failure.code === 'not_found')
      throw new DepictaError('not_found', `Paddle has no ${what} of this payment.`, {
        details: { rule: 'document_missing' },
        cause: error,
      });
    throw new DepictaError(
      'unavailable',
      `Paddle does not give us the ${what} just now. Try again in a minute.`,
      {
        details: { rule: 'document_away' },
        retryAfterSeconds: 30,
        cause: error,
      },
    );
  }
}

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bench } from './harness.ts';
import { completedTransaction, readyTransaction, refusal, startBench } from './harness.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
  await bench.emulator.control.setApproval({ mode: 'immediate' });
});
afterAll(() => bench.close());

async function read(
  url: string,
): Promise<{ status: number; type: string | null; disposition: string | null; text: string }> {
  const response = await fetch(url);
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    disposition: response.headers.get('content-disposition'),
    text: Buffer.from(await response.arrayBuffer()).toString('latin1'),
  };
}

describe('an invoice', () => {
  it('is a PDF with the amounts, behind a link that needs no key', async () => {
    const transaction = await completedTransaction(bench);
    const { url } = await bench.paddle.transactions.getInvoicePDF(transaction.id);
    const invoice = await read(url);
    expect(invoice).toMatchObject({
      status: 200,
      type: 'application/pdf',
      disposition: expect.stringMatching(/^attachment/),
    });
    expect(invoice.text).toMatch(/^%PDF-1\.4\n/);
    expect(invoice.text).toContain(`(Invoice ${transaction.invoiceNumber})`);
    expect(invoice.text).toContain(`(${String.fromCharCode(0x80)}29.75)`);
    const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(invoice.text)?.[1]);
    expect(invoice.text.slice(start, start + 4)).toBe('xref');
    for (const [, offset, number] of [...invoice.text.matchAll(/^(\d{10}) 00000 n /gm)].map(
      (m, i) => [m[0], Number(m[1]), i + 1] as const,
    )) {
      expect(invoice.text.slice(offset, offset + 8)).toContain(`${number} 0 obj`);
    }
    const inline = await bench.paddle.transactions.getInvoicePDF(transaction.id, { disposition: 'inline' });
    expect((await read(inline.url)).disposition).toMatch(/^inline/);
  });

  it('cannot be had by changing a link', async () => {
    const one = await completedTransaction(bench);
    const two = await completedTransaction(bench);
    const { url } = await bench.paddle.transactions.getInvoicePDF(one.id);
    expect((await read(url.replace(one.id, two.id))).status).toBe(404);
    expect((await read(url.replace(/expires=\d+/, 'expires=99999999999999'))).status).toBe(404);
  });

  it('does not exist before the payment is complete', async () => {
    const { transaction } = await readyTransaction(bench.paddle);
    expect(await refusal(bench.paddle.transactions.getInvoicePDF(transaction.id))).toBe('not_found');
  });
});

describe('a credit note', () => {
  it('is a PDF for a refund', async () => {
    const transaction = await completedTransaction(bench);
    const refund = await bench.paddle.adjustments.create({
      action: 'refund',
      type: 'full',
      reason: 'Withdrawal (14 days)',
      transactionId: transaction.id,
    });
    const { url } = await bench.paddle.adjustments.getCreditNotePDF(refund.id);
    const note = await read(url);
    expect(note).toMatchObject({ status: 200, type: 'application/pdf' });
    expect(note.text).toContain(`For invoice: ${transaction.invoiceNumber}`);
    expect(note.text).toContain('Withdrawal \\(14 days\\)');
  });

  it('does not exist for a chargeback', async () => {
    const transaction = await completedTransaction(bench);
    const chargeback = await bench.emulator.control.chargeback(transaction.id);
    expect(await refusal(bench.paddle.adjustments.getCreditNotePDF(chargeback.id))).toBe('not_found');
  });
});

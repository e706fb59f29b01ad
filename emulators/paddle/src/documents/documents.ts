import type { Account } from '../account/account.ts';
import { formatMoney } from '../tax/currencies.ts';
import type { Adjustment, Transaction } from '../wire.ts';
import type { PdfLine } from './pdf.ts';
import { writePdf } from './pdf.ts';

const NOTICE = 'Made by an emulator of Paddle. This is no tax document.';

/** The invoice of a transaction. */
export function invoicePdf(account: Account, transaction: Transaction): Buffer {
  const money = (amount: string): string => formatMoney(amount, transaction.currency_code);
  const { totals, line_items: lines } = transaction.details;
  return writePdf([
    ...head('Invoice', transaction.invoice_number ?? ''),
    ...buyer(account, transaction),
    { text: `Date: ${(transaction.billed_at ?? transaction.created_at).slice(0, 10)}` },
    { text: `Transaction: ${transaction.id}` },
    { text: ' ' },
    ...lines.map(
      (line): PdfLine => ({
        text: `${line.quantity} x ${line.product.name}`,
        right: money(line.totals.subtotal),
      }),
    ),
    { text: ' ' },
    { text: 'Subtotal', right: money(totals.subtotal) },
    { text: taxLabel(lines[0]?.tax_rate ?? '0'), right: money(totals.tax) },
    { text: 'Total', right: money(totals.total), bold: true },
    ...(transaction.business_id !== null && totals.tax === '0' ? [{ text: 'Reverse charge.' }] : []),
  ]);
}

/** The credit note of a refund or credit. */
export function creditNotePdf(account: Account, adjustment: Adjustment, transaction: Transaction): Buffer {
  const money = (amount: string): string => formatMoney(amount, adjustment.currency_code);
  return writePdf([
    ...head('Credit note', adjustment.id),
    ...buyer(account, transaction),
    { text: `Date: ${adjustment.updated_at.slice(0, 10)}` },
    { text: `For invoice: ${transaction.invoice_number ?? transaction.id}` },
    { text: `Reason: ${adjustment.reason}` },
    { text: ' ' },
    { text: 'Subtotal', right: money(adjustment.totals.subtotal) },
    { text: taxLabel(adjustment.tax_rates_used[0]?.tax_rate ?? '0'), right: money(adjustment.totals.tax) },
    { text: 'Total', right: money(adjustment.totals.total), bold: true },
  ]);
}

function head(title: string, number: string): PdfLine[] {
  return [{ text: `${title} ${number}`, size: 18, bold: true }, { text: NOTICE }, { text: ' ' }];
}

function buyer(account: Account, transaction: Transaction): PdfLine[] {
  const customer = account.state.customers.get(transaction.customer_id ?? '');
  const address = account.state.addresses.get(transaction.address_id ?? '');
  const business = account.state.businesses.get(transaction.business_id ?? '');
  const place = [address?.first_line, address?.postal_code, address?.city, address?.country_code];
  const parts = [
    business?.name,
    customer?.name,
    customer?.email,
    place.filter((part) => part != null).join(', '),
    business?.tax_identifier == null ? null : `VAT number: ${business.tax_identifier}`,
  ];
  const lines = parts.filter((part) => part != null && part !== '').map((part) => ({ text: part as string }));
  return [{ text: 'To:', bold: true }, ...lines, { text: ' ' }];
}

function taxLabel(rate: string): string {
  return `VAT ${Number((Number(rate) * 100).toFixed(4))} %`;
}

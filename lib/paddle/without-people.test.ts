import { expect, test } from 'vitest';
import { readPaddleEvent } from './events.ts';
import { withoutPeople } from './without-people.ts';

const completed = {
  event_id: 'evt_1',
  event_type: 'transaction.completed',
  occurred_at: '2026-11-22T12:00:00.000Z',
  notification_id: 'ntf_1',
  data: {
    id: 'txn_1',
    status: 'completed',
    customer_id: 'ctm_1',
    address_id: 'add_1',
    currency_code: 'EUR',
    invoice_number: '325-10001',
    billed_at: '2026-11-22T12:00:00.000000Z',
    custom_data: { purchase_id: '01a22705-59c1-7199-855e-b32cb32090c0', note: 'for Ada' },
    customer: { id: 'ctm_1', email: 'ada@example.com', name: 'Ada' },
    items: [{ quantity: 1, price: { name: 'Ada' } }],
    details: {
      line_items: [{ quantity: 1 }],
      totals: {
        subtotal: '2500',
        discount: '0',
        tax: '475',
        total: '2975',
        balance: '0',
        currency_code: 'EUR',
      },
    },
    payments: [
      {
        status: 'captured',
        error_code: null,
        captured_at: '2026-11-22T12:00:00Z',
        method_details: { card: { cardholder_name: 'Ada', last4: '4242' } },
      },
    ],
  },
};

test('nobody is named, and a payment is read as before but for its customer', () => {
  const left = withoutPeople(completed);
  for (const word of ['Ada', 'ada@', 'ctm_', 'add_', '4242'])
    expect(JSON.stringify(left)).not.toContain(word);
  const read = readPaddleEvent('transaction.completed', left);
  const before = readPaddleEvent('transaction.completed', completed);
  expect(before).toMatchObject({ kind: 'payment', payment: { paddleCustomerId: 'ctm_1' } });
  expect(read).toEqual({
    ...before,
    payment: { ...(before as { payment: object }).payment, paddleCustomerId: null },
  });
});

test('an adjustment is read as before', () => {
  const adjusted = {
    data: {
      id: 'adj_1',
      action: 'chargeback',
      status: 'approved',
      transaction_id: 'txn_1',
      customer_id: 'ctm_1',
      reason: 'Ada says it was not her',
      currency_code: 'EUR',
      totals: { subtotal: '100', tax: '19', total: '119' },
      created_at: '2026-11-22T12:00:00Z',
      updated_at: '2026-11-22T12:00:00Z',
    },
  };
  const left = withoutPeople(adjusted);
  expect(JSON.stringify(left)).not.toMatch(/Ada|ctm_/);
  expect(readPaddleEvent('adjustment.updated', left)).toEqual(
    readPaddleEvent('adjustment.updated', adjusted),
  );
});

test.each([
  ['null', null],
  ['a text', 'Ada'],
  ['a list', [{ data: 'Ada' }]],
  ['data that is a text', { data: 'Ada' }],
  [
    'words under a name that is kept',
    { data: { id: 'Ada Byron', status: 'a@b.example', payments: ['Ada'] } },
  ],
  ['a customer', { data: { id: 'ctm_1', email: 'a@b.example', name: 'Ada' } }],
])('%s leaves nothing of anybody', (_what, payload) => {
  const left = withoutPeople(payload);
  expect(left).toMatchObject({ erased: true });
  expect(JSON.stringify(left)).not.toMatch(/Ada|b\.example|ctm_/);
});

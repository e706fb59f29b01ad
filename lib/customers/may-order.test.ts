import { expect, test } from 'vitest';
import { mayOrder } from './may-order.ts';

test('an active customer with a verified address may order', () => {
  expect(() => mayOrder({ customerStatus: 'active', emailVerified: true })).not.toThrow();
});

test.each([
  ['suspended', true, 'account_suspended'],
  ['suspended', false, 'account_suspended'],
  ['closed', true, 'account_suspended'],
  ['active', false, 'auth_email_not_verified'],
] as const)('%s, verified %s: %s', (customerStatus, emailVerified, code) => {
  expect(() => mayOrder({ customerStatus, emailVerified })).toThrow(expect.objectContaining({ code }));
});

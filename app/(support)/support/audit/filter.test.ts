import { expect, test } from 'vitest';
import { auditAddress, readAuditFilter } from './filter.ts';

const CUSTOMER = '019ac0de-0000-7000-8000-000000000002';

test('the address is the filter of the audit log: what is chosen comes back as it was, the last day included', () => {
  const address = {
    actor: 'ada@depicta.example',
    action: 'grant',
    customer: CUSTOMER,
    from: '2026-11-01',
    to: '2026-11-22',
  };
  const { choice, filter, before, wrong } = readAuditFilter({ ...address, before: '12' });
  expect(choice).toEqual(address);
  expect(wrong).toEqual({});
  expect(before).toBe(12n);
  expect(filter).toEqual({
    ...{ actor: 'ada@depicta.example', action: 'grant', customerId: CUSTOMER },
    ...{ from: new Date('2026-11-01T00:00:00Z'), to: new Date('2026-11-23T00:00:00Z') },
  });
  expect(auditAddress(choice, 12n)).toBe(
    `/support/audit?actor=ada%40depicta.example&action=grant&customer=${CUSTOMER}&from=2026-11-01&to=2026-11-22&before=12`,
  );
});

test.each([
  ['customer', 'ada@example.com', 'ada@example.com'],
  ['customer', `${CUSTOMER}0`, `${CUSTOMER}0`],
  ['from', '2026-02-30x', '2026-02-30x'],
  ['to', 'yesterday', 'yesterday'],
  ['actor', 'x'.repeat(300), 'x'.repeat(60)],
  ['action', ['grant', 'suspend'], 'grant, suspend'],
])('a wrong %s, %j, is named, and nothing is listed in its place', (name, value, told) => {
  const { filter, choice, wrong } = readAuditFilter({ [name]: value });
  expect(wrong).toEqual({ [name]: told });
  expect(filter).toBeUndefined();
  expect(auditAddress(choice)).toBe('/support/audit');
});

test('a customer’s id is read with the spaces that were copied with it', () => {
  expect(readAuditFilter({ customer: ` ${CUSTOMER}\t` })).toMatchObject({
    ...{ filter: { customerId: CUSTOMER }, wrong: {} },
  });
});

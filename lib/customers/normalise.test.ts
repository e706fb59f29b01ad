import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normaliseEmail } from './normalise.ts';

test.each([
  ['Ada.Lovelace+trial@Gmail.com', 'adalovelace@gmail.com'],
  ['a.d.a@googlemail.com', 'ada@gmail.com'],
  ['ada+1@example.com', 'ada@example.com'],
  ['a.da@example.com', 'a.da@example.com'],
  ['  ADA@EXAMPLE.COM. ', 'ada@example.com'],
  ['\uff41\uff44\uff41@example.com', 'ada@example.com'],
  ['ada@B\u00fccher.example', 'ada@xn--bcher-kva.example'],
  ['+only-a-tag@example.com', '+only-a-tag@example.com'],
])('%s is the mailbox %s', (written, mailbox) => {
  expect(normaliseEmail(written)).toBe(mailbox);
});

test('a mailbox is its own normal form', () => {
  fc.assert(
    fc.property(fc.emailAddress(), (email) => {
      const once = normaliseEmail(email);
      expect(normaliseEmail(once)).toBe(once);
    }),
  );
});

test('tags and capitals never make a second mailbox', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^[a-z0-9.]{1,12}$/),
      fc.stringMatching(/^[a-z0-9]{0,8}$/),
      (local, tag) => {
        expect(normaliseEmail(`${local.toUpperCase()}+${tag}@Example.com`)).toBe(
          normaliseEmail(`${local}@example.com`),
        );
      },
    ),
  );
});

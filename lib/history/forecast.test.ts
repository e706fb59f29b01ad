import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expiryOf } from '#lib/ledger/expiry.ts';
import { add, type Credits, credits, subtract, ZERO } from '#lib/money/credits.ts';
import { eur } from '#lib/testing/books.ts';
import { foresee, leftAt, type Standing } from './forecast.ts';

const DAY_MS = 86_400_000;
const AT = new Date('2026-11-22T15:00:00Z');
const later = (days: number, ms = 0) => new Date(AT.getTime() + days * DAY_MS + ms);

const amount = fc.bigInt(0n, 1_000_000_000n).map(credits);
const standing: fc.Arbitrary<Standing> = fc.record({
  availableMicros: amount,
  chargedMicros: amount,
  at: fc.constant(AT),
});
const days = fc.integer({ min: 1, max: 365 });
const dated = days.map((n) => ({ expiresAt: later(n), owedMicros: ZERO }));

describe('what is left at a pace', () => {
  test('begins with what there is, comes down by exactly what was charged in as many days, and never below zero', () => {
    fc.assert(
      fc.property(standing, (given) => {
        expect(leftAt(given, AT)).toBe(given.availableMicros);
        const spent = subtract(given.availableMicros, given.chargedMicros);
        expect(leftAt(given, later(30))).toBe(spent > ZERO ? spent : ZERO);
      }),
    );
  });

  test('never grows, and a span in two parts is off by less than a micro-euro', () => {
    fc.assert(
      fc.property(standing, days, days, (given, one, other) => {
        const [first, last] = [Math.min(one, other), Math.max(one, other)];
        const between = leftAt(given, later(first));
        const end = leftAt(given, later(last));
        expect(end <= between).toBe(true);
        const inTwo = leftAt({ ...given, availableMicros: between, at: later(first) }, later(last));
        if (end > ZERO) expect([0n, 1n]).toContain(inTwo - end);
      }),
    );
  });
});

describe('a forecast', () => {
  test('runs out in the very millisecond in which the last micro-euro is spent, or not before its date', () => {
    fc.assert(
      fc.property(standing, dated, (given, books) => {
        const { runsOutAt, leftMicros, expiresAt } = foresee(given, books, eur('10'));
        expect(leftMicros).toBe(leftAt(given, expiresAt));
        if (runsOutAt === null) {
          expect(leftMicros > ZERO || given.availableMicros === ZERO).toBe(true);
          return;
        }
        expect(leftMicros).toBe(ZERO);
        expect(runsOutAt <= expiresAt).toBe(true);
        expect(leftAt(given, runsOutAt)).toBe(ZERO);
        expect(leftAt(given, new Date(runsOutAt.getTime() - 1)) > ZERO).toBe(true);
      }),
    );
  });

  test('with a top-up has exactly that much more at every instant, and a date that is no earlier', () => {
    fc.assert(
      fc.property(standing, dated, days, (given, books, n) => {
        const { ifToppedUp } = foresee(given, books, eur('10'));
        expect(ifToppedUp.expiresAt >= books.expiresAt).toBe(true);
        expect(ifToppedUp.expiresAt >= expiryOf(AT)).toBe(true);
        const without = leftAt(given, later(n));
        if (without > ZERO) expect(leftAt(ifToppedUp.standing, later(n))).toBe(add(without, eur('10')));
      }),
    );
  });

  test('pays a debt out of the top-up first', () => {
    const of = (owed: string) =>
      foresee(
        { availableMicros: ZERO, chargedMicros: ZERO, at: AT },
        { expiresAt: later(10), owedMicros: eur(owed) },
        eur('10'),
      ).ifToppedUp.leftMicros;
    expect(['0', '6', '12'].map((owed) => of(owed) as Credits)).toEqual([eur('10'), eur('4'), ZERO]);
  });

  test('of nobody who spends keeps everything until it expires', () => {
    const given = { availableMicros: eur('7.5'), chargedMicros: ZERO, at: AT };
    const found = foresee(given, { expiresAt: later(200), owedMicros: ZERO }, eur('10'));
    expect(found).toMatchObject({ runsOutAt: null, leftMicros: eur('7.5') });
    expect(found.ifToppedUp).toMatchObject({
      leftMicros: eur('17.5'),
      expiresAt: new Date('2027-11-23T00:00:00Z'),
    });
  });
});

import { expect, test } from 'vitest';
import { credits } from '#lib/money/credits.ts';
import { timelineShape } from './timeline-shape.ts';

const at = new Date('2026-11-22T00:00:00Z');
const expiresAt = new Date('2027-05-23T12:00:00Z');
const later = new Date('2027-11-22T00:00:00Z');

test('a line falls to what is left and then, on its date, to nothing', () => {
  const shape = timelineShape({
    standing: { availableMicros: credits(10n), at },
    ...{ expiresAt, runsOutAt: null, leftMicros: credits(5n) },
    ifToppedUp: {
      standing: { availableMicros: credits(20n) },
      ...{ expiresAt: later, runsOutAt: null, leftMicros: credits(10n) },
    },
  });
  expect(shape).toEqual({
    line: 'M0 50L500 75L500 100',
    area: 'M0 50L500 75L500 100L0 100Z',
    more: 'M0 0L1000 50L1000 100',
    expiryX: '500',
  });
});

test('a line that runs out before its date lies at nothing from then on', () => {
  const { line } = timelineShape({
    standing: { availableMicros: credits(10n), at },
    ...{ expiresAt, runsOutAt: new Date('2027-02-21T06:00:00Z'), leftMicros: credits(0n) },
    ifToppedUp: {
      standing: { availableMicros: credits(10n) },
      ...{ expiresAt: later, runsOutAt: null, leftMicros: credits(0n) },
    },
  });
  expect(line).toBe('M0 0L250 100L500 100');
});

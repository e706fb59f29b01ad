import { expect, test } from 'vitest';
import { paddleWebhooks } from './source.ts';

const open = (eventId: string, acceptSimulated: boolean) => {
  const event = {
    event_id: eventId,
    event_type: 'customer.created',
    occurred_at: '2026-11-22T12:00:00Z',
    data: {},
  };
  const source = paddleWebhooks({ secrets: ['s'], acceptSimulated });
  return source.open(new TextEncoder().encode(JSON.stringify(event))).ok;
};

test("events of Paddle's simulator are taken where it is allowed, and nowhere else; real ones everywhere", () => {
  expect([open('ntfsimevt_1', true), open('ntfsimevt_1', false)]).toEqual([true, false]);
  expect([open('evt_1', true), open('evt_1', false)]).toEqual([true, true]);
});

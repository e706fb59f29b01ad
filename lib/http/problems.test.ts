import { expect, test } from 'vitest';
import { DepictaError } from '#lib/core/errors.ts';
import { problem } from './problems.ts';

const refusal = new DepictaError('rate_limited', 'At most 10 at once.', {
  details: { rule: 'in_flight', max_in_flight: 10 },
  retryAfterSeconds: 5,
});

test('a program is told in the error’s own words, and whoever reads a page in theirs', async () => {
  expect(await problem(refusal, 'req_1').json()).toMatchObject({ message: 'At most 10 at once.' });
  const told = problem(refusal, 'req_1', 'de');
  expect([told.status, told.headers.get('retry-after')]).toEqual([429, '5']);
  expect(await told.json()).toMatchObject({
    error: 'rate_limited',
    message: expect.stringMatching(/^Höchstens 10 Aufträge können gleichzeitig laufen/),
    details: { rule: 'in_flight', max_in_flight: 10 },
    request_id: 'req_1',
  });
});

test('a bug is told to nobody, in German neither', async () => {
  const body = await problem(new Error('relation "secret" does not exist'), 'req_1', 'de').json();
  expect(body).toMatchObject({ error: 'internal_error', message: expect.stringMatching(/^Bei uns ist/) });
  expect(JSON.stringify(body)).not.toContain('secret');
});

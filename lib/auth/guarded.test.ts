import { expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import { DepictaError } from '#lib/core/errors.ts';
import { uuidv7 } from '#lib/core/ids.ts';
import { AccountError, wrongFields } from './account-error.ts';
import { nameForm } from './forms.ts';
import { type ActionRequest, runGuarded } from './guarded.ts';
import type { Viewer } from './sessions.ts';

const customer: Viewer = {
  userId: uuidv7(),
  customerId: uuidv7(),
  role: 'customer',
  email: 'ada@example.com',
  name: 'Ada',
  emailVerified: true,
  sessionId: uuidv7(),
  customerStatus: 'active',
};
const staff: Viewer = { ...customer, role: 'support', customerId: null, customerStatus: null };
const OWN = 'https://app.depicta.example';

const from = (rest: Partial<ActionRequest> = {}): ActionRequest => ({
  viewer: customer,
  origin: OWN,
  ownOrigin: OWN,
  locale: 'en',
  requestId: 'req_1',
  ...rest,
});
const isCustomer = (viewer: Viewer): viewer is Viewer => viewer.role === 'customer';

function run(request: ActionRequest, input: unknown, handler = vi.fn(async () => ({ saved: true }))) {
  return { handler, result: runGuarded(request, isCustomer, nameForm, input, handler) };
}

test('the handler gets the person and the parsed input, from an object or a form', async () => {
  const form = new FormData();
  form.set('name', '  Lady\n Ada ');
  for (const input of [{ name: '  Lady\n Ada ' }, form]) {
    const { handler, result } = run(from(), input);
    expect(await result).toEqual({ ok: true, saved: true });
    expect(handler).toHaveBeenCalledWith(customer, { name: 'Lady Ada' });
  }
});

test.each([
  ['another site', from({ origin: 'https://evil.example' }), 'bad_request'],
  ['another port', from({ origin: 'https://app.depicta.example:8443' }), 'bad_request'],
  ['a frame without an origin', from({ origin: 'null' }), 'bad_request'],
  ['no origin at all', from({ origin: null }), 'bad_request'],
  ['nobody', from({ viewer: null }), 'auth_invalid'],
  ['staff', from({ viewer: staff }), 'not_found'],
  ['a stranger from another site', from({ viewer: null, origin: 'https://evil.example' }), 'bad_request'],
])('%s is refused before anything is done', async (_, request, code) => {
  const { handler, result } = run(request, { name: 'Ada' });
  expect(await result).toMatchObject({ ok: false, error: { code, requestId: 'req_1', details: null } });
  expect(handler).not.toHaveBeenCalled();
});

test.each([{}, null, undefined, 'text', { name: 7 }, { name: ' ' }, { name: 'x'.repeat(101) }, [[]]])(
  'the input %j is refused with the field that is wrong',
  async (input) => {
    const { handler, result } = run(from(), input);
    const refused = await result;
    expect(refused).toMatchObject({ ok: false, error: { code: 'validation_error' } });
    const fields = refused.ok ? [] : (refused.error.details?.fields as { message: string }[]);
    expect(fields).toHaveLength(1);
    expect(fields[0]!.message).toMatch(/\w+ \w+.*\./);
    expect(handler).not.toHaveBeenCalled();
  },
);

test('a refusal keeps its code and facts and is told in words; a bug is told to nobody', async () => {
  const failing = (error: unknown) =>
    run(
      from(),
      { name: 'Ada' },
      vi.fn(async () => {
        throw error;
      }),
    ).result;
  const full = new DepictaError('conflict', 'For the API.', { details: { rule: 'keys_full', most: 100 } });
  expect(await failing(full)).toEqual({
    ok: false,
    error: {
      code: 'conflict',
      message: 'An account has at most 100 keys. Revoke one first.',
      details: { rule: 'keys_full', most: 100 },
      requestId: 'req_1',
    },
  });
  expect(await failing(wrongFields({ field: 'current', problem: 'password_wrong' }))).toMatchObject({
    error: { details: { fields: [{ field: 'current', message: 'This is not your present password.' }] } },
  });
  expect(await failing(new AccountError('too_many_attempts', { retryAfterSeconds: 61 }))).toMatchObject({
    error: { code: 'rate_limited', message: 'Too many attempts. Try again in 2 minutes.' },
  });
  const bug = await failing(new Error('relation "secret_table" does not exist'));
  expect(bug).toMatchObject({ error: { code: 'internal_error', details: null } });
  expect(JSON.stringify(bug)).not.toContain('secret_table');
});

test('a redirect of Next’s own passes through', async () => {
  const redirect = Object.assign(new Error('NEXT_REDIRECT'), { digest: 'NEXT_REDIRECT;push;/overview;303;' });
  const handler = vi.fn(async () => {
    throw redirect;
  });
  await expect(runGuarded(from(), isCustomer, z.object({}), {}, handler)).rejects.toBe(redirect);
});

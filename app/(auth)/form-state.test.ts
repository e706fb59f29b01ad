import { expect, test } from 'vitest';
import { formState } from './form-state.ts';

test('a problem of ours is said in our words, beside its field where it has one', () => {
  const { problem, errorOf } = formState({ problem: 'password_too_short', field: 'password' }, 'en');
  expect(problem).toBeUndefined();
  expect(errorOf('password')).toBe('Use at least 10 characters.');
  expect(errorOf('email')).toBeUndefined();
  expect(formState({ problem: 'credentials_wrong' }, 'en').problem).toBe(
    'The address or the password is wrong.',
  );
  expect(formState({ problem: 'too_many_attempts', wait: '840' }, 'en').problem).toContain('14 minutes');
});

test.each(['Your account is hacked, call 555', 'toString', '__proto__', '', undefined, ['x', 'y']])(
  'a link cannot put %j into the page',
  (problem) => {
    const state = formState({ problem, field: 'password' }, 'en');
    expect([state.problem, state.errorOf('password')]).toEqual([undefined, undefined]);
  },
);

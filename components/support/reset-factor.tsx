'use client';

import type { FormEvent } from 'react';
import { resetFactorAction } from '#app/(support)/support/staff/actions.ts';
import { fieldErrorsOf } from '#components/auth/field-errors.ts';
import { OutcomeNotice } from '#components/auth/outcome-notice.tsx';
import { useAction } from '#components/auth/use-action.ts';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';

/** Resets a colleague's second factor, with the reason that the audit log keeps. The page says afterwards that none is set up. */
export function ResetFactor({ userId, texts }: { userId: string; texts: { reason: string; reset: string } }) {
  const { run, pending, error } = useAction(resetFactorAction);
  const errors = fieldErrorsOf(error);
  function reset(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    run({ userId, ...Object.fromEntries(new FormData(event.currentTarget)) });
  }
  return (
    <form onSubmit={reset} className="max-w-md space-y-4">
      <Field name="reason" id={`reason-${userId}`} label={texts.reason} error={errors.get('reason')} required>
        {(wiring) => <Input {...wiring} autoComplete="off" maxLength={500} />}
      </Field>
      <Button type="submit" variant="danger" pending={pending}>
        {texts.reset}
      </Button>
      <OutcomeNotice error={error} done={undefined} />
    </form>
  );
}

'use client';

import { resetFactorAction } from '#app/(support)/support/staff/actions.ts';
import { fieldErrorsOf } from '#components/auth/field-errors.ts';
import { OutcomeNotice } from '#components/auth/outcome-notice.tsx';
import { useAction } from '#components/auth/use-action.ts';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Form } from '#components/ui/form.tsx';
import { Input } from '#components/ui/input.tsx';

/** Resets a colleague's second factor, with the reason that the audit log keeps. The page says afterwards that none is set up. */
export function ResetFactor({ userId, texts }: { userId: string; texts: { reason: string; reset: string } }) {
  const { run, pending, error } = useAction(resetFactorAction);
  const errors = fieldErrorsOf(error);
  function reset(values: FormData) {
    run({ userId, ...Object.fromEntries(values) });
  }
  return (
    <Form onSubmit={reset} className="max-w-md space-y-4">
      <Field name="reason" id={`reason-${userId}`} label={texts.reason} error={errors.get('reason')} required>
        {(wiring) => <Input {...wiring} autoComplete="off" maxLength={500} />}
      </Field>
      <Button type="submit" variant="danger" pending={pending}>
        {texts.reset}
      </Button>
      <OutcomeNotice error={error} done={undefined} />
    </Form>
  );
}

'use client';

import { statusAction } from '#app/(support)/support/customers/actions.ts';
import { fieldErrorsOf } from '#components/auth/field-errors.ts';
import { OutcomeNotice } from '#components/auth/outcome-notice.tsx';
import { useAction } from '#components/auth/use-action.ts';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Form } from '#components/ui/form.tsx';
import { Input } from '#components/ui/input.tsx';
import { useMessages } from '#lib/i18n/client.tsx';

/** Suspends a customer, or ends it, with the reason that the audit log keeps. */
export function StatusForm({ customerId, isSuspended }: { customerId: string; isSuspended: boolean }) {
  const t = useMessages('desk');
  const { run, pending, done, error } = useAction(statusAction);
  const errors = fieldErrorsOf(error);
  function turn(values: FormData, form: HTMLFormElement) {
    const to = isSuspended ? 'active' : 'suspended';
    run({ customerId, to, ...Object.fromEntries(values) }, () => form.reset());
  }
  return (
    <Form onSubmit={turn} className="max-w-md space-y-4">
      <Field name="reason" id="status-reason" label={t('statusReason')} error={errors.get('reason')} required>
        {(wiring) => <Input {...wiring} autoComplete="off" maxLength={500} />}
      </Field>
      <Button type="submit" variant={isSuspended ? 'secondary' : 'danger'} pending={pending}>
        {t(isSuspended ? 'unsuspend' : 'suspend')}
      </Button>
      <OutcomeNotice error={error} done={done ? t(isSuspended ? 'suspended' : 'unsuspended') : undefined} />
    </Form>
  );
}

'use client';

import type { FormEvent } from 'react';
import { beginRefundAction } from '#app/(support)/support/actions.ts';
import { fieldErrorsOf } from '#components/auth/field-errors.ts';
import { OutcomeNotice } from '#components/auth/outcome-notice.tsx';
import { useAction } from '#components/auth/use-action.ts';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { useMessages } from '#lib/i18n/client.tsx';

/** Begins a refund that the customer did not ask for: an amount of what is unused, with the reason they will read. */
export function BeginRefund({ purchaseId, unused }: { purchaseId: string; unused: string }) {
  const t = useMessages('support');
  const { run, pending, error } = useAction(beginRefundAction);
  const errors = fieldErrorsOf(error);
  function begin(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    run({ purchaseId, ...Object.fromEntries(new FormData(event.currentTarget)) });
  }
  return (
    <form onSubmit={begin} className="max-w-md space-y-4">
      <Field
        name="amount"
        label={t('beginAmount')}
        hint={t('beginHint', { amount: unused })}
        error={errors.get('amount')}
        required
      >
        {(wiring) => <Input {...wiring} before="€" inputMode="decimal" autoComplete="off" maxLength={20} />}
      </Field>
      <Field name="reason" label={t('beginReason')} error={errors.get('reason')} required>
        {(wiring) => <Input {...wiring} autoComplete="off" maxLength={500} />}
      </Field>
      <Button type="submit" pending={pending}>
        {t('begin')}
      </Button>
      <OutcomeNotice error={error} done={undefined} />
    </form>
  );
}

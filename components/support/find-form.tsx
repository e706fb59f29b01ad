'use client';

import { findAction } from '#app/(support)/support/actions.ts';
import { fieldErrorsOf } from '#components/auth/field-errors.ts';
import { OutcomeNotice } from '#components/auth/outcome-notice.tsx';
import { useAction } from '#components/auth/use-action.ts';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Form } from '#components/ui/form.tsx';
import { Input } from '#components/ui/input.tsx';
import { useMessages } from '#lib/i18n/client.tsx';

/** Finds a payment by whatever number somebody has at hand. */
export function FindForm() {
  const t = useMessages('support');
  const { run, pending, error } = useAction(findAction);
  function find(values: FormData) {
    run(Object.fromEntries(values));
  }
  return (
    <Form onSubmit={find} className="max-w-md space-y-4">
      <Field name="number" label={t('findLabel')} error={fieldErrorsOf(error).get('number')} required>
        {(wiring) => <Input {...wiring} autoComplete="off" spellCheck={false} maxLength={100} />}
      </Field>
      <Button type="submit" pending={pending}>
        {t('findAction')}
      </Button>
      <OutcomeNotice error={error} done={undefined} />
    </Form>
  );
}

'use client';

import { useState } from 'react';
import { createKey } from '#app/(dashboard)/(customer)/api-keys/actions.ts';
import { fieldErrorsOf } from '#components/auth/field-errors.ts';
import { OutcomeNotice } from '#components/auth/outcome-notice.tsx';
import { useAction } from '#components/auth/use-action.ts';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Form } from '#components/ui/form.tsx';
import { Input } from '#components/ui/input.tsx';
import { useMessages } from '#lib/i18n/client.tsx';
import { MadeKey } from './made-key.tsx';

/** Makes a key. The new key takes the form's place until its owner says that it is copied. */
export function NewKey({ apiUrl }: { apiUrl: string }) {
  const t = useMessages('apiKeys');
  const words = useMessages('words');
  const [made, setMade] = useState<{ key: string; name: string }>();
  const { run, pending, error } = useAction(createKey);
  const errors = fieldErrorsOf(error);

  function create(values: FormData) {
    run(Object.fromEntries(values), ({ key, name }) => setMade({ key, name }));
  }
  if (made !== undefined)
    return <MadeKey name={made.name} text={made.key} apiUrl={apiUrl} onDone={() => setMade(undefined)} />;
  return (
    <Form onSubmit={create} className="space-y-4">
      <Field name="name" label={t('name')} hint={t('nameHint')} error={errors.get('name')} required>
        {(wiring) => <Input {...wiring} autoComplete="off" maxLength={100} />}
      </Field>
      <Field
        name="monthlyCap"
        label={t('cap')}
        hint={t('capHint')}
        aside={words('optional')}
        error={errors.get('monthlyCap')}
      >
        {(wiring) => <Input {...wiring} before="€" inputMode="decimal" autoComplete="off" maxLength={20} />}
      </Field>
      <Button type="submit" variant="primary" pending={pending}>
        {t('create')}
      </Button>
      <OutcomeNotice error={error} done={undefined} />
    </Form>
  );
}

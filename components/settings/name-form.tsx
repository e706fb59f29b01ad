'use client';

import { useState } from 'react';
import { saveName } from '#app/(dashboard)/settings/actions.ts';
import { fieldErrorsOf } from '#components/auth/field-errors.ts';
import { OutcomeNotice } from '#components/auth/outcome-notice.tsx';
import { useAction } from '#components/auth/use-action.ts';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Form } from '#components/ui/form.tsx';
import { Input } from '#components/ui/input.tsx';

/** What a person is called. */
export function NameForm({
  name,
  label,
  saveLabel,
  savedText,
}: {
  name: string;
  label: string;
  saveLabel: string;
  savedText: string;
}) {
  const [value, setValue] = useState(name);
  const { run, pending, done, error } = useAction(saveName);
  function save() {
    run({ name: value });
  }
  return (
    <Form onSubmit={save} className="space-y-4">
      <Field name="name" label={label} error={fieldErrorsOf(error).get('name')} required>
        {(wiring) => (
          <Input
            {...wiring}
            value={value}
            onChange={(event) => setValue(event.target.value)}
            autoComplete="name"
            maxLength={100}
          />
        )}
      </Field>
      <Button type="submit" pending={pending} disabled={value.trim() === name}>
        {saveLabel}
      </Button>
      <OutcomeNotice error={error} done={done ? savedText : undefined} />
    </Form>
  );
}

'use client';

import { savePassword } from '#app/(dashboard)/settings/actions.ts';
import { fieldErrorsOf } from '#components/auth/field-errors.ts';
import { OutcomeNotice } from '#components/auth/outcome-notice.tsx';
import { PasswordInput } from '#components/auth/password-input.tsx';
import { useAction } from '#components/auth/use-action.ts';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Form } from '#components/ui/form.tsx';

interface PasswordFormTexts {
  current: string;
  next: string;
  hint: string;
  save: string;
  saved: string;
  show: string;
  hide: string;
}

/** Another password. What was typed stays when it is refused and goes when it is taken. */
export function PasswordForm({
  email,
  minLength,
  texts,
}: {
  email: string;
  minLength: number;
  texts: PasswordFormTexts;
}) {
  const { run, pending, done, error } = useAction(savePassword);
  const errors = fieldErrorsOf(error);
  function save(values: FormData, form: HTMLFormElement) {
    run(Object.fromEntries(values), () => form.reset());
  }
  return (
    <Form onSubmit={save} className="space-y-4">
      {/* For password managers only, so that they know whose password it is. */}
      <input
        type="text"
        name="username"
        autoComplete="username"
        value={email}
        readOnly
        aria-hidden="true"
        tabIndex={-1}
        className="visually-hidden"
      />
      <Field name="current" label={texts.current} error={errors.get('current')} required>
        {(wiring) => (
          <PasswordInput
            {...wiring}
            autoComplete="current-password"
            showLabel={texts.show}
            hideLabel={texts.hide}
          />
        )}
      </Field>
      <Field name="password" label={texts.next} hint={texts.hint} error={errors.get('password')} required>
        {(wiring) => (
          <PasswordInput
            {...wiring}
            autoComplete="new-password"
            minLength={minLength}
            showLabel={texts.show}
            hideLabel={texts.hide}
          />
        )}
      </Field>
      <Button type="submit" pending={pending}>
        {texts.save}
      </Button>
      <OutcomeNotice error={error} done={done ? texts.saved : undefined} />
    </Form>
  );
}

'use client';

import { useId, useState } from 'react';
import { closeAccountAction } from '#app/(dashboard)/settings/closing/actions.ts';
import { fieldErrorsOf } from '#components/auth/field-errors.ts';
import { OutcomeNotice } from '#components/auth/outcome-notice.tsx';
import { PasswordInput } from '#components/auth/password-input.tsx';
import { useAction } from '#components/auth/use-action.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { Form } from '#components/ui/form.tsx';
import { Input } from '#components/ui/input.tsx';

interface CloseTexts {
  begin: string;
  title: string;
  text: string;
  /** What is lost; left out where there is nothing to lose. */
  lost: string | undefined;
  password: string;
  phrase: string;
  confirm: string;
  notNow: string;
  close: string;
  show: string;
  hide: string;
}

/** The second step of closing an account: a password, and words that nobody types by mistake. */
export function CloseAccount({
  forfeitEur,
  phrase,
  texts,
}: {
  /** What the page says is lost, in the wire's form: that, or nothing. */
  forfeitEur: string;
  phrase: string;
  texts: CloseTexts;
}) {
  const form = useId();
  const [open, setOpen] = useState(false);
  const { run, pending, error, reset } = useAction(closeAccountAction);
  const errors = fieldErrorsOf(error);

  function close(values: FormData) {
    run({
      password: String(values.get('closingPassword')),
      phrase: String(values.get('phrase')),
      forfeitEur,
    });
  }
  return (
    <>
      <Button
        variant="danger"
        onClick={() => {
          reset();
          setOpen(true);
        }}
      >
        {texts.begin}
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title={texts.title}
        closeLabel={texts.close}
        actions={
          <>
            <Button onClick={() => setOpen(false)}>{texts.notNow}</Button>
            <Button type="submit" form={form} variant="danger" pending={pending}>
              {texts.confirm}
            </Button>
          </>
        }
      >
        <Form id={form} onSubmit={close} className="space-y-4">
          <p className="text-soft">{texts.text}</p>
          {texts.lost !== undefined && <p className="font-medium">{texts.lost}</p>}
          <Field name="closingPassword" label={texts.password} error={errors.get('password')} required>
            {(wiring) => (
              <PasswordInput
                {...wiring}
                autoComplete="current-password"
                showLabel={texts.show}
                hideLabel={texts.hide}
              />
            )}
          </Field>
          <Field name="phrase" label={texts.phrase} error={errors.get('phrase')} required>
            {(wiring) => (
              <Input
                {...wiring}
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                placeholder={phrase}
                maxLength={200}
              />
            )}
          </Field>
          <OutcomeNotice error={error} done={undefined} />
        </Form>
      </Dialog>
    </>
  );
}

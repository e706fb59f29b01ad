'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { renewCodesAction } from '#app/(dashboard)/settings/second-factor/actions.ts';
import { fieldErrorsOf } from '#components/auth/field-errors.ts';
import { OutcomeNotice } from '#components/auth/outcome-notice.tsx';
import { PasswordInput } from '#components/auth/password-input.tsx';
import { RecoveryCodes, type RecoveryCodesTexts } from '#components/auth/recovery-codes.tsx';
import { useAction } from '#components/auth/use-action.ts';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Form } from '#components/ui/form.tsx';

/** New recovery codes for a password, shown this once. */
export function RenewCodes({
  email,
  texts,
  codes: codesTexts,
}: {
  email: string;
  texts: { password: string; hint: string; renew: string; show: string; hide: string };
  codes: RecoveryCodesTexts;
}) {
  const router = useRouter();
  const [codes, setCodes] = useState<readonly string[]>();
  const { run, pending, error } = useAction(renewCodesAction);
  const errors = fieldErrorsOf(error);
  function renew(values: FormData) {
    run({ password: String(values.get('factorPassword')) }, (answer) => setCodes(answer.codes));
  }
  function keep() {
    setCodes(undefined);
    // How many are left stands on the page.
    router.refresh();
  }
  if (codes !== undefined)
    return (
      <RecoveryCodes
        codes={codes}
        texts={codesTexts}
        done={
          <Button variant="primary" onClick={keep}>
            {codesTexts.done}
          </Button>
        }
      />
    );
  return (
    <Form onSubmit={renew} className="space-y-4">
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
      <Field
        name="factorPassword"
        label={texts.password}
        hint={texts.hint}
        error={errors.get('password')}
        required
      >
        {(wiring) => (
          <PasswordInput
            {...wiring}
            autoComplete="current-password"
            showLabel={texts.show}
            hideLabel={texts.hide}
          />
        )}
      </Field>
      <Button type="submit" pending={pending}>
        {texts.renew}
      </Button>
      <OutcomeNotice error={error} done={undefined} />
    </Form>
  );
}

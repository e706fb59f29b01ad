'use client';

import { type ReactNode, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { type AccountAnswer, AccountForm } from './account-form.tsx';
import { RecoveryCodes, type RecoveryCodesTexts } from './recovery-codes.tsx';

/** Confirms a second factor with a code of it, then shows its recovery codes. @param children the secret, until it counts */
export function SetUpFactor({
  next,
  codeLabel,
  submitLabel,
  problem,
  error,
  codes: texts,
  children,
}: {
  next: string | undefined;
  codeLabel: string;
  submitLabel: string;
  problem: string | undefined;
  error: string | undefined;
  codes: RecoveryCodesTexts;
  children: ReactNode;
}) {
  const [made, setMade] = useState<AccountAnswer>();
  if (made?.codes !== undefined)
    return (
      <RecoveryCodes
        codes={made.codes}
        texts={texts}
        done={
          // A whole page, so that everything on it is of the person who is signed in now.
          <Button variant="primary" onClick={() => location.assign(made.next)}>
            {texts.done}
          </Button>
        }
      />
    );
  return (
    <div className="space-y-6">
      {children}
      <AccountForm
        action="/api/account/second-factor/set-up"
        fields={[
          {
            name: 'code',
            type: 'text',
            label: codeLabel,
            autoComplete: 'one-time-code',
            inputMode: 'numeric',
            maxLength: 20,
            error,
          },
        ]}
        {...(next !== undefined && { hidden: { next } })}
        submitLabel={submitLabel}
        problem={problem}
        showLabel=""
        hideLabel=""
        onAccepted={setMade}
      />
    </div>
  );
}

'use client';

import { useState } from 'react';
import { saveWarnings } from '#app/(dashboard)/settings/actions.ts';
import { fieldErrorsOf } from '#components/auth/field-errors.ts';
import { OutcomeNotice } from '#components/auth/outcome-notice.tsx';
import { useAction } from '#components/auth/use-action.ts';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Field } from '#components/ui/field.tsx';
import { Form } from '#components/ui/form.tsx';
import { Input } from '#components/ui/input.tsx';

/** The letters that one may do without. */
type Letter = 'lowBalanceLetter' | 'grantLetter' | 'statementLetter';

interface WarningsTexts {
  line: string;
  lineHint: string;
  optional: string;
  letters: string;
  always: string;
  save: string;
  saved: string;
}

/** Below which balance to warn, and which letters to send. What was typed stays, whatever the answer. */
export function WarningsForm({
  line,
  letters,
  texts,
}: {
  /** Euros as one would type them; empty for no warning. */
  line: string;
  letters: readonly { name: Letter; label: string; isOn: boolean }[];
  texts: WarningsTexts;
}) {
  const [typed, setTyped] = useState(line);
  const { run, pending, done, error } = useAction(saveWarnings);
  function save(values: FormData) {
    run(Object.fromEntries(values));
  }
  return (
    <Form onSubmit={save} className="space-y-6">
      <Field
        name="lowBalance"
        label={texts.line}
        hint={texts.lineHint}
        aside={texts.optional}
        error={fieldErrorsOf(error).get('lowBalance')}
      >
        {(wiring) => (
          <Input
            {...wiring}
            before="€"
            inputMode="decimal"
            autoComplete="off"
            maxLength={20}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      <fieldset className="space-y-3">
        <legend className="mb-2 font-medium">{texts.letters}</legend>
        {letters.map(({ name, label, isOn }) => (
          <Checkbox key={name} name={name} label={label} defaultChecked={isOn} />
        ))}
        <p className="text-sm text-soft">{texts.always}</p>
      </fieldset>
      <Button type="submit" pending={pending}>
        {texts.save}
      </Button>
      <OutcomeNotice error={error} done={done ? texts.saved : undefined} />
    </Form>
  );
}

'use client';

import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { useMessages } from '#lib/i18n/client.tsx';
import type { Choice, ChoiceProblems } from './choice.ts';

interface BusinessFieldsProps {
  choice: Choice;
  problems: ChoiceProblems;
  /** What Paddle said about the number. */
  vatProblem: string | undefined;
  onChange: (changes: Partial<Choice>) => void;
}

/** Of a business: name and VAT number, which may move the VAT to the buyer. */
export function BusinessFields({ choice, problems, vatProblem, onChange }: BusinessFieldsProps) {
  const t = useMessages('topUp');
  const vatError = problems.vatNumber === undefined ? vatProblem : t(problems.vatNumber);
  return (
    <>
      <Field name="company" label={t('company')} error={problems.company && t(problems.company)}>
        {(wiring) => (
          <Input
            {...wiring}
            autoComplete="organization"
            maxLength={100}
            value={choice.company}
            onChange={(event) => onChange({ company: event.target.value })}
          />
        )}
      </Field>
      <Field name="vatNumber" label={t('vatNumber')} hint={t('vatNumberHint')} error={vatError}>
        {(wiring) => (
          <Input
            {...wiring}
            autoComplete="off"
            spellCheck={false}
            maxLength={30}
            value={choice.vatNumber}
            onChange={(event) => onChange({ vatNumber: event.target.value })}
          />
        )}
      </Field>
    </>
  );
}

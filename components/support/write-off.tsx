'use client';

import { useState } from 'react';
import { previewWriteOffAction, writeOffAction } from '#app/(support)/support/customers/actions.ts';
import { fieldErrorsOf } from '#components/auth/field-errors.ts';
import { OutcomeNotice } from '#components/auth/outcome-notice.tsx';
import { useAction } from '#components/auth/use-action.ts';
import { formatCredits } from '#components/format/credits.ts';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Form } from '#components/ui/form.tsx';
import { Input } from '#components/ui/input.tsx';
import { useIntlSettings, useMessages } from '#lib/i18n/client.tsx';
import type { Credits } from '#lib/money/credits.ts';
import { useTell } from './held-outcome.tsx';
import { PostingPreview } from './posting-preview.tsx';
import type { PostingRow } from './postings.tsx';

type FormValues = { customerId: string; amount: string; reason: string };

interface Previewed {
  form: FormValues;
  writeOffId: string;
  amountMicros: Credits;
  postings: readonly PostingRow[];
  owedBeforeMicros: Credits;
  owedAfterMicros: Credits;
}

/** Gives up a debt in two steps: what it would post, then the deed. */
export function WriteOff({ customerId }: { customerId: string }) {
  const t = useMessages('desk');
  const { locale } = useIntlSettings();
  const preview = useAction(previewWriteOffAction);
  const deed = useAction(writeOffAction);
  const tell = useTell();
  const [shown, setShown] = useState<Previewed>();
  const errors = fieldErrorsOf(preview.error);
  const amount = shown && formatCredits(shown.amountMicros, locale, { precision: 'exact' });

  function look(values: FormData) {
    const form = { customerId, ...Object.fromEntries(values) } as FormValues;
    deed.reset();
    tell({});
    preview.run(form, (answer) => setShown({ form, ...answer }));
  }
  return (
    <div className="space-y-6">
      <Form onSubmit={look} onChange={() => setShown(undefined)} className="max-w-md space-y-4">
        <Field name="amount" id="debt-amount" label={t('amount')} error={errors.get('amount')} required>
          {(wiring) => <Input {...wiring} before="€" inputMode="decimal" autoComplete="off" maxLength={20} />}
        </Field>
        <Field
          name="reason"
          id="debt-reason"
          label={t('writeOffReason')}
          error={errors.get('reason')}
          required
        >
          {(wiring) => <Input {...wiring} autoComplete="off" maxLength={500} />}
        </Field>
        <Button type="submit" pending={preview.pending}>
          {t('preview')}
        </Button>
      </Form>
      <OutcomeNotice error={preview.error} done={undefined} />
      {shown !== undefined && amount !== undefined && (
        <PostingPreview
          postings={shown.postings}
          before={[t('owedBefore'), shown.owedBeforeMicros]}
          after={[t('owedAfter'), shown.owedAfterMicros]}
        >
          <Button
            variant="danger"
            pending={deed.pending}
            onClick={() =>
              deed.run({ ...shown.form, writeOffId: shown.writeOffId }, () => {
                setShown(undefined);
                tell({ done: t('wroteOff', { amount }) });
              })
            }
          >
            {t('writeOff', { amount })}
          </Button>
        </PostingPreview>
      )}
      <OutcomeNotice error={deed.error} done={undefined} />
    </div>
  );
}

'use client';

import { useState } from 'react';
import { giveGrantAction, previewGrantAction } from '#app/(support)/support/customers/actions.ts';
import { fieldErrorsOf } from '#components/auth/field-errors.ts';
import { OutcomeNotice } from '#components/auth/outcome-notice.tsx';
import { useAction } from '#components/auth/use-action.ts';
import { formatCredits } from '#components/format/credits.ts';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Form } from '#components/ui/form.tsx';
import { Input } from '#components/ui/input.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { useIntlSettings, useMessages } from '#lib/i18n/client.tsx';
import type { Credits } from '#lib/money/credits.ts';
import { PostingPreview } from './posting-preview.tsx';
import type { PostingRow } from './postings.tsx';

type FormValues = { customerId: string; amount: string; reason: string; note: string };

/** A grant that was looked at: what would be sent, and what it would do. */
interface Previewed {
  form: FormValues;
  grantId: string;
  amountMicros: Credits;
  postings: readonly PostingRow[];
  availableBeforeMicros: Credits;
  availableAfterMicros: Credits;
  needsSecond: boolean;
  givenLatelyMicros: Credits;
}

/** Gives credit in two steps: what it would post, then the deed. Changing a field means looking again. */
export function GiveGrant({ customerId }: { customerId: string }) {
  const t = useMessages('desk');
  const { locale } = useIntlSettings();
  const preview = useAction(previewGrantAction);
  const gift = useAction(giveGrantAction);
  const [shown, setShown] = useState<Previewed>();
  const [told, setTold] = useState<string>();
  const errors = fieldErrorsOf(preview.error);

  function look(values: FormData) {
    const form = { customerId, ...Object.fromEntries(values) } as FormValues;
    setTold(undefined);
    gift.reset();
    preview.run(form, (answer) => setShown({ form, ...answer }));
  }
  function give({ form, grantId, amountMicros }: Previewed) {
    gift.run({ ...form, grantId }, ({ state }) => {
      setShown(undefined);
      const amount = formatCredits(amountMicros, locale, { precision: 'exact' });
      setTold(state === 'given' ? t('gave', { amount }) : state === 'asked' ? t('asked') : t('wasRefused'));
    });
  }
  return (
    <div className="space-y-6">
      <Form onSubmit={look} onChange={() => setShown(undefined)} className="max-w-md space-y-4">
        <Field name="amount" label={t('amount')} error={errors.get('amount')} required>
          {(wiring) => <Input {...wiring} before="€" inputMode="decimal" autoComplete="off" maxLength={20} />}
        </Field>
        <Field name="reason" label={t('giveReason')} error={errors.get('reason')} required>
          {(wiring) => <Input {...wiring} autoComplete="off" maxLength={500} />}
        </Field>
        <Field name="note" label={t('giveNote')} hint={t('giveNoteHint')} error={errors.get('note')} required>
          {(wiring) => <Textarea {...wiring} rows={2} maxLength={2000} />}
        </Field>
        <Button type="submit" pending={preview.pending}>
          {t('preview')}
        </Button>
      </Form>
      <OutcomeNotice error={preview.error} done={undefined} />
      {shown !== undefined && (
        <PostingPreview
          postings={shown.postings}
          before={[t('availableBefore'), shown.availableBeforeMicros]}
          after={[t('availableAfter'), shown.availableAfterMicros]}
        >
          {shown.needsSecond && (
            <Banner tone="warn" announce="none">
              {t('waitsForAdmin', {
                given: formatCredits(shown.givenLatelyMicros, locale, { precision: 'exact' }),
              })}
            </Banner>
          )}
          <Button variant="primary" pending={gift.pending} onClick={() => give(shown)}>
            {t(shown.needsSecond ? 'giveAsk' : 'give', {
              amount: formatCredits(shown.amountMicros, locale, { precision: 'exact' }),
            })}
          </Button>
        </PostingPreview>
      )}
      <OutcomeNotice error={gift.error} done={told} />
    </div>
  );
}

'use client';

import { useState } from 'react';
import { beginRefundAction, previewRefundAction } from '#app/(support)/support/actions.ts';
import { fieldErrorsOf } from '#components/auth/field-errors.ts';
import { OutcomeNotice } from '#components/auth/outcome-notice.tsx';
import { useAction } from '#components/auth/use-action.ts';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Form } from '#components/ui/form.tsx';
import { Input } from '#components/ui/input.tsx';
import { useMessages } from '#lib/i18n/client.tsx';
import type { Credits } from '#lib/money/credits.ts';
import { PostingPreview } from './posting-preview.tsx';
import type { PostingRow } from './postings.tsx';

type FormValues = { purchaseId: string; amount: string; reason: string };

interface Previewed {
  form: FormValues;
  postings: readonly PostingRow[];
  availableBeforeMicros: Credits;
  availableAfterMicros: Credits;
  needsSecond: boolean;
}

/**
 * Begins a refund that the customer did not ask for, an amount of what is unused with the reason they will read, in two
 * steps: what it would post, then the deed.
 */
export function BeginRefund({ purchaseId, unused }: { purchaseId: string; unused: string }) {
  const t = useMessages('support');
  const desk = useMessages('desk');
  const preview = useAction(previewRefundAction);
  const deed = useAction(beginRefundAction);
  const [shown, setShown] = useState<Previewed>();
  const errors = fieldErrorsOf(preview.error);

  function look(values: FormData) {
    const form = { purchaseId, ...Object.fromEntries(values) } as FormValues;
    deed.reset();
    preview.run(form, (answer) => setShown({ form, ...answer }));
  }
  return (
    <div className="space-y-6">
      <Form onSubmit={look} onChange={() => setShown(undefined)} className="max-w-md space-y-4">
        <Field
          name="amount"
          label={t('beginAmount')}
          hint={t('beginHint', { amount: unused })}
          error={errors.get('amount')}
          required
        >
          {(wiring) => <Input {...wiring} before="€" inputMode="decimal" autoComplete="off" maxLength={20} />}
        </Field>
        <Field name="reason" label={t('beginReason')} error={errors.get('reason')} required>
          {(wiring) => <Input {...wiring} autoComplete="off" maxLength={500} />}
        </Field>
        <Button type="submit" pending={preview.pending}>
          {desk('preview')}
        </Button>
      </Form>
      <OutcomeNotice error={preview.error} done={undefined} />
      {shown !== undefined && (
        <PostingPreview
          postings={shown.postings}
          before={[desk('availableBefore'), shown.availableBeforeMicros]}
          after={[desk('availableAfter'), shown.availableAfterMicros]}
        >
          {shown.needsSecond && (
            <Banner tone="warn" announce="none">
              {t('beginWaits')}
            </Banner>
          )}
          <Button
            variant="primary"
            pending={deed.pending}
            onClick={() => deed.run(shown.form, () => setShown(undefined))}
          >
            {t('begin')}
          </Button>
        </PostingPreview>
      )}
      <OutcomeNotice error={deed.error} done={undefined} />
    </div>
  );
}

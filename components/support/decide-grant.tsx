'use client';

import { useState } from 'react';
import { approveGrantAction, refuseGrantAction } from '#app/(support)/support/customers/actions.ts';
import { fieldErrorsOf } from '#components/auth/field-errors.ts';
import { useAction } from '#components/auth/use-action.ts';
import type { ProblemError } from '#components/query/problem-error.ts';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Form } from '#components/ui/form.tsx';
import { Input } from '#components/ui/input.tsx';
import { useMessages } from '#lib/i18n/client.tsx';
import { useTell } from './held-outcome.tsx';

/** Approve or refuse a grant that waits. Its author may only take it back. What it came to stands above the list. */
export function DecideGrant({
  grantId,
  title,
  isOwn,
}: {
  grantId: string;
  /** How much for whom. */
  title: string;
  isOwn: boolean;
}) {
  const t = useMessages('desk');
  const [refusing, setRefusing] = useState(false);
  const approval = useAction(approveGrantAction);
  const refusal = useAction(refuseGrantAction);
  const tell = useTell();
  const errors = fieldErrorsOf(refusal.error);
  const fail = (error: ProblemError) => tell({ error });
  function approve() {
    tell({});
    approval.run({ grantId }, () => tell({ done: t('approved', { grant: title }) }), fail);
  }
  function refuse(values: FormData) {
    tell({});
    refusal.run(
      { grantId, ...Object.fromEntries(values) },
      () => tell({ done: t('refused', { grant: title }) }),
      fail,
    );
  }
  return (
    <div className="space-y-4">
      <div className="flex flex-wrap items-center gap-2">
        {isOwn ? (
          <p className="text-soft">{t('ownGrant')}</p>
        ) : (
          <Button variant="primary" pending={approval.pending} onClick={approve}>
            {t('approve')}
          </Button>
        )}
        {!refusing && <Button onClick={() => setRefusing(true)}>{t('refuse')}</Button>}
      </div>
      {refusing && (
        <Form onSubmit={refuse} className="max-w-md space-y-4">
          <Field
            name="reason"
            id={`refuse-${grantId}`}
            label={t('refuseReason')}
            error={errors.get('reason')}
            required
          >
            {(wiring) => <Input {...wiring} autoComplete="off" maxLength={500} />}
          </Field>
          <Button type="submit" variant="danger" pending={refusal.pending}>
            {t('refuse')}
          </Button>
        </Form>
      )}
    </div>
  );
}

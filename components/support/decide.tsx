'use client';

import { useState } from 'react';
import { approveAction, refuseAction } from '#app/(support)/support/actions.ts';
import { fieldErrorsOf } from '#components/auth/field-errors.ts';
import { useAction } from '#components/auth/use-action.ts';
import type { ProblemError } from '#components/query/problem-error.ts';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Form } from '#components/ui/form.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { useMessages } from '#lib/i18n/client.tsx';
import { useTell } from './held-outcome.tsx';

interface DecideProps {
  requestId: string;
  /** Whether only a listed reason refuses it. */
  listedOnly: boolean;
  /** Which approval this person's would be. */
  approval: 'only' | 'first' | 'second';
}

/**
 * Approve or refuse a request; what went wrong stands above it, in `HeldOutcome`. Inside the window a refusal has one of the
 * listed reasons; outside it words.
 */
export function Decide({ requestId, listedOnly, approval }: DecideProps) {
  const t = useMessages('support');
  const [refusing, setRefusing] = useState(false);
  const approving = useAction(approveAction);
  const refusal = useAction(refuseAction);
  const label = { only: t('approve'), first: t('approveFirst'), second: t('approveSecond') }[approval];
  const tell = useTell();
  const fail = (error: ProblemError) => tell({ error });
  function approve() {
    tell({});
    approving.run({ requestId, approval }, undefined, fail);
  }
  function refuse(values: FormData) {
    tell({});
    refusal.run({ requestId, ...Object.fromEntries(values) }, undefined, fail);
  }
  return (
    <div className="space-y-6">
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" pending={approving.pending} onClick={approve}>
          {label}
        </Button>
        {!refusing && <Button onClick={() => setRefusing(true)}>{t('refuse')}</Button>}
      </div>
      {refusing && (
        <Form onSubmit={refuse} className="max-w-md space-y-4">
          <Field
            name="reason"
            label={t('refuseReason')}
            error={fieldErrorsOf(refusal.error).get('reason')}
            required
          >
            {(wiring) =>
              listedOnly ? (
                <Select {...wiring}>
                  <option value="nothing_unused">{t('refuse_nothing_unused')}</option>
                  <option value="dispute_open">{t('refuse_dispute_open')}</option>
                </Select>
              ) : (
                <Input {...wiring} maxLength={500} autoComplete="off" />
              )
            }
          </Field>
          <Button type="submit" variant="danger" pending={refusal.pending}>
            {t('refuse')}
          </Button>
        </Form>
      )}
    </div>
  );
}

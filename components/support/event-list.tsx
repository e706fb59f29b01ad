'use client';

import Link from 'next/link';
import { useState } from 'react';
import { dismissAction, replayAction } from '#app/(support)/support/actions.ts';
import { fieldErrorsOf } from '#components/auth/field-errors.ts';
import { OutcomeNotice } from '#components/auth/outcome-notice.tsx';
import { useAction } from '#components/auth/use-action.ts';
import { DateTime } from '#components/format/date-time.tsx';
import { Button } from '#components/ui/button.tsx';
import { Code } from '#components/ui/code.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { Form } from '#components/ui/form.tsx';
import { Input } from '#components/ui/input.tsx';
import { Table } from '#components/ui/table.tsx';
import { useIntlSettings, useMessages } from '#lib/i18n/client.tsx';

/** A stored event as the desk shows it. */
export interface EventRow {
  id: string;
  eventId: string;
  eventType: string;
  occurredAt: string;
  status: 'received' | 'failed' | 'parked' | 'processed' | 'ignored' | 'dismissed';
  reason: string | null;
  /** Where the payment stands that it is about; undefined for one of nobody here. */
  paymentPath: string | undefined;
  attempts: number;
  steps: readonly { at: string; status: EventRow['status']; note: string }[];
}

/** Events with their timelines; each may be handled again, and a parked one put aside with what was done about it. */
export function EventList({
  caption,
  none,
  rows,
  fixed = false,
}: {
  caption: string;
  none: string;
  rows: readonly EventRow[];
  /** Handled ones: to look at only. */
  fixed?: boolean;
}) {
  const t = useMessages('support');
  const words = useMessages('words');
  const [chosen, setChosen] = useState<EventRow>();
  const [told, setTold] = useState<string>();
  const replay = useAction(replayAction);
  const dismissal = useAction(dismissAction);

  function again(row: EventRow) {
    setTold(undefined);
    replay.run({ eventId: row.id }, ({ became }) => setTold(t(`replayed_${became}`, { id: row.eventId })));
  }
  function choose(row: EventRow) {
    dismissal.reset();
    setChosen(row);
  }
  function dismiss(values: FormData) {
    if (chosen === undefined) return;
    const { eventId, id } = chosen;
    dismissal.run({ eventId: id, ...Object.fromEntries(values) }, () => {
      setChosen(undefined);
      setTold(t('dismissed', { id: eventId }));
    });
  }
  return (
    <div className="space-y-4">
      <OutcomeNotice error={replay.error} done={told} />
      {rows.length === 0 ? (
        <p className="text-soft">{none}</p>
      ) : (
        <EventTable
          caption={caption}
          rows={rows}
          fixed={fixed}
          pending={replay.pending}
          onReplay={again}
          onDismiss={choose}
        />
      )}
      <Dialog
        open={chosen !== undefined}
        onClose={() => setChosen(undefined)}
        title={t('dismissTitle')}
        closeLabel={words('close')}
      >
        <Form key={chosen?.id} onSubmit={dismiss} className="space-y-4">
          <p className="text-soft">{t('dismissText')}</p>
          <Field
            name="reason"
            label={t('dismissReason')}
            error={fieldErrorsOf(dismissal.error).get('reason')}
            required
          >
            {(wiring) => <Input {...wiring} autoComplete="off" maxLength={500} />}
          </Field>
          <Button type="submit" variant="primary" pending={dismissal.pending}>
            {t('dismiss')}
          </Button>
          <OutcomeNotice error={dismissal.error} done={undefined} />
        </Form>
      </Dialog>
    </div>
  );
}

function EventTable({
  caption,
  rows,
  fixed,
  pending,
  onReplay,
  onDismiss,
}: {
  caption: string;
  rows: readonly EventRow[];
  fixed: boolean;
  pending: boolean;
  onReplay: (row: EventRow) => void;
  onDismiss: (row: EventRow) => void;
}) {
  const t = useMessages('support');
  const { locale, timeZone } = useIntlSettings();
  return (
    <Table
      caption={caption}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'event',
          header: t('eventType'),
          lead: true,
          cell: (row) => (
            <>
              <span className="font-medium">{row.eventType}</span>
              <span className="block text-sm break-all text-soft">{row.eventId}</span>
              {row.paymentPath !== undefined && (
                <Link
                  href={row.paymentPath}
                  aria-label={t('eventPaymentLabel', { id: row.eventId })}
                  className="link text-sm"
                >
                  {t('eventPayment')}
                </Link>
              )}
            </>
          ),
        },
        { key: 'why', header: t('reason'), prose: true, cell: (row) => <Why row={row} /> },
        {
          key: 'occurred',
          header: t('occurred'),
          cell: (row) => <DateTime value={row.occurredAt} locale={locale} timeZone={timeZone} />,
        },
        ...(fixed
          ? []
          : [
              {
                key: 'actions',
                header: t('replay'),
                hideHeader: true,
                align: 'end' as const,
                cell: (row: EventRow) => (
                  <div className="flex flex-wrap justify-end gap-2">
                    <Button
                      size="sm"
                      pending={pending}
                      aria-label={t('replayLabel', { id: row.eventId })}
                      onClick={() => onReplay(row)}
                    >
                      {t('replay')}
                    </Button>
                    {row.status === 'parked' && (
                      <Button
                        size="sm"
                        aria-label={t('dismissLabel', { id: row.eventId })}
                        onClick={() => onDismiss(row)}
                      >
                        {t('dismiss')}
                      </Button>
                    )}
                  </div>
                ),
              },
            ]),
      ]}
    />
  );
}

/** Why it stands as it does, and everything that was tried. */
function Why({ row }: { row: EventRow }) {
  const t = useMessages('support');
  const { locale, timeZone } = useIntlSettings();
  return (
    <details>
      <summary className="rounded-sm break-words">{row.reason ?? t(`status_${row.status}`)}</summary>
      <ol className="mt-2 space-y-1 text-sm text-soft">
        {row.steps.map((step) => (
          <li key={`${step.at} ${step.status} ${step.note}`}>
            <DateTime value={step.at} locale={locale} timeZone={timeZone} />{' '}
            <Code>{t(`status_${step.status}`)}</Code> {step.note}
          </li>
        ))}
      </ol>
    </details>
  );
}

'use client';

import { useState } from 'react';
import { askRefundAction } from '#app/(dashboard)/(customer)/refunds/actions.ts';
import { OutcomeNotice } from '#components/auth/outcome-notice.tsx';
import { useAction } from '#components/auth/use-action.ts';
import { formatCents } from '#components/format/cash.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { useIntlSettings, useMessages } from '#lib/i18n/client.tsx';
import { type Cents, centsFromMinorUnits } from '#lib/money/cents.ts';
import { fromCents, toWire } from '#lib/money/credits.ts';

/** Asks for what is unused of a top-up, in the two steps that the law wants: ask, then confirm. */
export function Withdraw({ purchaseId, amount }: { purchaseId: string; amount: string }) {
  const t = useMessages('refunds');
  const words = useMessages('words');
  const { locale } = useIntlSettings();
  const [open, setOpen] = useState(false);
  const { run, pending, error, reset } = useAction(askRefundAction);
  const amountCents: Cents = centsFromMinorUnits(amount);
  const shown = formatCents(amountCents, locale);

  function confirm() {
    run({ purchaseId, amountEur: toWire(fromCents(amountCents)) }, () => setOpen(false));
  }
  return (
    <div className="space-y-4">
      <p className="max-w-prose text-soft">{t('withdrawText', { amount: shown })}</p>
      <Button
        onClick={() => {
          reset();
          setOpen(true);
        }}
      >
        {t('withdraw')}
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title={t('confirmTitle', { amount: shown })}
        closeLabel={words('close')}
        actions={
          <>
            <Button onClick={() => setOpen(false)}>{t('notNow')}</Button>
            <Button variant="primary" pending={pending} onClick={confirm}>
              {t('confirm')}
            </Button>
          </>
        }
      >
        <p>{t('confirmText')}</p>
        {error !== undefined && (
          <div className="mt-4">
            <OutcomeNotice error={error} done={undefined} />
          </div>
        )}
      </Dialog>
    </div>
  );
}

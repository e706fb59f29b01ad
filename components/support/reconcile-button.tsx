'use client';

import { reconcileAction } from '#app/(support)/support/actions.ts';
import { OutcomeNotice } from '#components/auth/outcome-notice.tsx';
import { useAction } from '#components/auth/use-action.ts';
import { Button } from '#components/ui/button.tsx';
import { useMessages } from '#lib/i18n/client.tsx';

/** Runs the reconciliation of the last days now. */
export function ReconcileButton() {
  const t = useMessages('support');
  const { run, pending, done, error } = useAction(reconcileAction);
  return (
    <div className="space-y-3">
      <Button pending={pending} onClick={() => run({})}>
        {t('reconcileNow')}
      </Button>
      <OutcomeNotice error={error} done={done ? t('reconcileDone') : undefined} />
    </div>
  );
}

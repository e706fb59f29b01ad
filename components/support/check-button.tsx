'use client';

import { checkBooksAction } from '#app/(support)/support/customers/actions.ts';
import { OutcomeNotice } from '#components/auth/outcome-notice.tsx';
import { useAction } from '#components/auth/use-action.ts';
import { Button } from '#components/ui/button.tsx';
import { useMessages } from '#lib/i18n/client.tsx';

/** Puts the books to every rule now. */
export function CheckButton() {
  const t = useMessages('desk');
  const { run, pending, done, error } = useAction(checkBooksAction);
  return (
    <div className="space-y-3">
      <Button pending={pending} onClick={() => run({})}>
        {t('checkNow')}
      </Button>
      <OutcomeNotice error={error} done={done ? t('checked') : undefined} />
    </div>
  );
}

'use client';

import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { useMessages } from '#lib/i18n/client.tsx';
import { toRefusal } from './preview.ts';
import { useRefusalWords } from './quote.tsx';
import type { Refused, Unanswered } from './use-order.ts';

/** Under the button: that no answer came or is late, or why the order was refused and the way out. */
export function OrderNotices({
  refused,
  unanswered,
  fullFloor,
}: {
  refused: Refused | undefined;
  unanswered: Unanswered | undefined;
  /** From this balance on every model and size is open, as text. */
  fullFloor: string;
}) {
  const t = useMessages('generate');
  const words = useMessages('words');
  const reasonOf = useRefusalWords(fullFloor);
  return (
    <>
      {unanswered !== undefined && (
        <ErrorNotice title={t(`${unanswered}Title`)}>{t(`${unanswered}Text`)}</ErrorNotice>
      )}
      {refused !== undefined && (
        <ErrorNotice
          title={reasonOf(toRefusal(refused.code, refused.message, refused.details))}
          requestLine={words('requestId', { id: refused.requestId })}
          action={
            refused.code.startsWith('credit_') && (
              <LinkButton href="/top-up" size="sm">
                {t('topUp')}
              </LinkButton>
            )
          }
        />
      )}
    </>
  );
}

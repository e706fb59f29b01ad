'use client';

import { formatCredits } from '#components/format/credits.ts';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { useIntlSettings, useMessages } from '#lib/i18n/client.tsx';
import type { Refused } from './use-order.ts';

/** Under the button: that no answer came, or why the order was refused and the way out. */
export function OrderNotices({
  refused,
  isUnanswered,
  fullFloor,
}: {
  refused: Refused | undefined;
  isUnanswered: boolean;
  /** From this balance on every model and size is open, as text. */
  fullFloor: string;
}) {
  const t = useMessages('generate');
  const words = useMessages('words');
  const { locale } = useIntlSettings();
  return (
    <>
      {isUnanswered && <ErrorNotice title={t('unansweredTitle')}>{t('unansweredText')}</ErrorNotice>}
      {refused !== undefined && (
        <ErrorNotice
          title={reasonOf(refused)}
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

  /** In the words of the quote, where that is what it is about: what changed meanwhile is the balance. */
  function reasonOf({ code, message, details }: Refused): string {
    const missing = details?.missing_eur;
    if (code === 'credit_tier_restricted') return t('tierRestricted', { floor: fullFloor });
    if (code === 'credit_insufficient' && typeof missing === 'string')
      return t('insufficient', { missing: formatCredits(missing, locale, { precision: 'exact' }) });
    return message;
  }
}

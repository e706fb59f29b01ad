'use client';

import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { useMessages } from '#lib/i18n/client.tsx';
import { useWaited } from './use-waited.ts';

/** A server action has no time-out of its own: from then on somebody who waits is told what they can do. */
const LATE_AFTER_MS = 15_000;

/** Says that an answer does not come, while it may still: nothing that is under way is given up for it. */
export function LateNotice({ isPending }: { isPending: boolean }) {
  const t = useMessages('topUp');
  const waitedMs = useWaited(isPending ? 'answer' : '');
  if (!isPending || waitedMs < LATE_AFTER_MS) return null;
  return (
    <Banner
      tone="warn"
      title={t('lateTitle')}
      actions={<Button onClick={() => window.location.reload()}>{t('reload')}</Button>}
    >
      {t('lateText')}
    </Banner>
  );
}

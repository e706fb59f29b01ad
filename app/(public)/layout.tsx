import type { ReactNode } from 'react';
import { PublicFrame } from '#components/shell/public-frame.tsx';
import { env } from '#lib/core/env.ts';
import { preferences } from '#lib/i18n/preferences.ts';

export default async function PublicLayout({ children }: { children: ReactNode }) {
  const { DEPICTA_DEMO, MAIL_INBOX_URL } = env();
  return (
    <PublicFrame
      preferences={await preferences()}
      demo={DEPICTA_DEMO ? { mailInboxUrl: MAIL_INBOX_URL } : undefined}
    >
      {children}
    </PublicFrame>
  );
}

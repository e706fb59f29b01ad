import type { ReactNode } from 'react';
import { demo } from '#app/(public)/demo.ts';
import { PublicFrame } from '#components/shell/public-frame.tsx';
import { ClientMessages } from '#lib/i18n/client.tsx';
import { compileMessages } from '#lib/i18n/compile.ts';
import { preferences } from '#lib/i18n/preferences.ts';

export default async function AuthLayout({ children }: { children: ReactNode }) {
  const chosen = await preferences();
  const { locale, timeZone } = chosen;
  return (
    <PublicFrame preferences={chosen} demo={demo()}>
      <ClientMessages
        locale={locale}
        timeZone={timeZone}
        messages={compileMessages(locale, ['errors', 'words'])}
      >
        {children}
      </ClientMessages>
    </PublicFrame>
  );
}

import type { ReactNode } from 'react';
import { demo } from '#app/(public)/demo.ts';
import { PublicFrame } from '#components/shell/public-frame.tsx';
import { homeOf } from '#lib/auth/next-path.ts';
import { viewer } from '#lib/auth/viewer.ts';
import { ClientMessages } from '#lib/i18n/client.tsx';
import { compileMessages } from '#lib/i18n/compile.ts';
import { preferences } from '#lib/i18n/preferences.ts';

export default async function AuthLayout({ children }: { children: ReactNode }) {
  const [chosen, person] = await Promise.all([preferences(), viewer()]);
  const { locale, timeZone } = chosen;
  return (
    <PublicFrame preferences={chosen} demo={demo()} home={person === null ? undefined : homeOf(person.role)}>
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

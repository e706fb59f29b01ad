import type { ReactNode } from 'react';
import { demo } from '#app/(public)/demo.ts';
import { KnownBalance } from '#components/balance/known-balance.tsx';
import { LiveBalance } from '#components/balance/live-balance.tsx';
import { LiveQueries } from '#components/query/live.tsx';
import { QueryProvider } from '#components/query/provider.tsx';
import { AppFrame } from '#components/shell/app-frame.tsx';
import { KeepPreferences } from '#components/shell/keep-preferences.tsx';
import { buttonLook } from '#components/ui/button-look.ts';
import { missingCookies, preferencesOf } from '#lib/auth/preferences.ts';
import { viewer } from '#lib/auth/viewer.ts';
import { now } from '#lib/core/clock.ts';
import { database } from '#lib/db/client.ts';
import { balanceWithLots } from '#lib/history/balance.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';
import { AccountNotices } from './account-notices.tsx';

/**
 * The frame of the signed-in pages, of customers and staff. It decides nothing: each page asks for itself who may see it,
 * and a visitor is sent to sign in by the page.
 */
export async function SignedInFrame({ children }: { children: ReactNode }) {
  const [person, chosen] = await Promise.all([viewer(), preferences()]);
  if (person === null) return children;
  const { locale } = chosen;
  const { customerId } = person;
  const own = await preferencesOf(database().prisma, person.userId);
  const missing = missingCookies(own, chosen);
  const frame = (balance: ReactNode) => (
    <AppFrame
      preferences={chosen}
      account={{ name: person.name, email: person.email }}
      balance={balance}
      signOut={<SignOut locale={locale} />}
      demo={demo()}
      staff={person.role !== 'customer'}
    >
      {missing.length > 0 && <KeepPreferences cookies={missing} />}
      <AccountNotices person={person} lineMicros={own.lowBalanceMicros} locale={locale} />
      {children}
    </AppFrame>
  );
  if (customerId === null) return <QueryProvider>{frame(undefined)}</QueryProvider>;
  const balance = await balanceWithLots(database(), customerId, { now: now() });
  return (
    <QueryProvider>
      <LiveQueries />
      <KnownBalance balance={balance}>
        {frame(<LiveBalance label={translator(locale, 'shell')('availableNow')} locale={locale} />)}
      </KnownBalance>
    </QueryProvider>
  );
}

/** A plain form: signing out must work whatever a script does. */
function SignOut({ locale }: { locale: Locale }) {
  return (
    <form method="post" action="/api/account/sign-out">
      <button type="submit" className={buttonLook({ variant: 'secondary', size: 'sm', block: true })}>
        {translator(locale, 'shell')('signOut')}
      </button>
    </form>
  );
}

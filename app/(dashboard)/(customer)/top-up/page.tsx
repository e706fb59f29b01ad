import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { arriving } from '#components/shell/arrival.ts';
import { ConsentReads } from '#components/top-up/consent-reads.tsx';
import { TopUp } from '#components/top-up/top-up.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { requireCustomer } from '#lib/auth/viewer.ts';
import { now } from '#lib/core/clock.ts';
import { DepictaError } from '#lib/core/errors.ts';
import { type Database, database } from '#lib/db/client.ts';
import { ClientMessages } from '#lib/i18n/client.tsx';
import { compileMessages } from '#lib/i18n/compile.ts';
import { preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';
import { balanceNow } from '#lib/ledger/balance.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { findCountry } from '#lib/topups/store.ts';
import { purchaseOf, toTopUp } from '#lib/topups/view.ts';
import { topUpSetup } from './setup.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await preferences();
  return { title: translator(locale, 'topUp')('title') };
}

/** Choose, agree, pay; and where a payment stands that was begun. */
async function Page({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const customer = await requireCustomer();
  const { purchase } = await searchParams;
  const { locale, timeZone } = await preferences();
  const db = database();
  const at = now();
  const { customerId, email } = customer;
  const [books, country, initial] = await Promise.all([
    balanceNow(onPool(db.pool), customerId, at),
    findCountry(db.prisma, customerId),
    typeof purchase === 'string' ? topUpOf(db, customerId, purchase, at) : null,
  ]);
  if (purchase !== undefined && initial === null) redirect('/top-up');
  const t = translator(locale, 'topUp');
  const refusal = refusalOf(customer);
  const expiresAt = books?.expiresAt ?? null;

  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      {refusal !== undefined && initial === null ? (
        <p className="text-soft">{t(refusal)}</p>
      ) : (
        <ClientMessages locale={locale} timeZone={timeZone} messages={compileMessages(locale, ['topUp'])}>
          <TopUp setup={topUpSetup({ locale, email, country, expiresAt, at })} initial={initial}>
            <ConsentReads locale={locale} />
          </TopUp>
        </ClientMessages>
      )}
    </>
  );
}

export default arriving(Page);

/** The purchase of the address; null when it is none, or somebody else's. */
async function topUpOf(db: Database, customerId: string, id: string, at: Date) {
  try {
    return await toTopUp(db, await purchaseOf(db.prisma, { customerId, id }), at);
  } catch (error) {
    if (error instanceof DepictaError && error.code === 'not_found') return null;
    throw error;
  }
}

/** Why nothing can be topped up, if so. The action decides it again. */
function refusalOf({ emailVerified, customerStatus }: Awaited<ReturnType<typeof requireCustomer>>) {
  if (customerStatus !== 'active') return 'suspended' as const;
  return emailVerified ? undefined : ('unverified' as const);
}

import type { Metadata } from 'next';
import Link from 'next/link';
import { SearchForm } from '#components/support/search-form.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { requireStaff } from '#lib/auth/viewer.ts';
import { ClientMessages } from '#lib/i18n/client.tsx';
import { compileMessages } from '#lib/i18n/compile.ts';
import { preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await preferences();
  return { title: translator(locale, 'desk')('findTitle') };
}

/** Where the desk begins: somebody writes to support, and is found. */
export default async function Page() {
  const { role } = await requireStaff();
  const { locale, timeZone } = await preferences();
  const t = translator(locale, 'desk');
  return (
    <ClientMessages locale={locale} timeZone={timeZone} messages={compileMessages(locale, ['desk'])}>
      <PageHeader title={t('findTitle')} description={t('findDescription')} />
      <SearchForm />
      {role === 'admin' && (
        <p className="mt-10">
          <Link href="/support/staff" className="link">
            {translator(locale, 'secondFactor')('colleagues')}
          </Link>
        </p>
      )}
    </ClientMessages>
  );
}

import type { Metadata } from 'next';
import { KeyList } from '#components/api-keys/key-list.tsx';
import { NewKey } from '#components/api-keys/new-key.tsx';
import { RevokedKeys } from '#components/api-keys/revoked-keys.tsx';
import { LiveRefresh } from '#components/query/live.tsx';
import { arriving } from '#components/shell/arrival.ts';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Section } from '#components/ui/section.tsx';
import { requireCustomer } from '#lib/auth/viewer.ts';
import { env } from '#lib/core/env.ts';
import { ClientMessages } from '#lib/i18n/client.tsx';
import { compileMessages } from '#lib/i18n/compile.ts';
import { preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';
import { keyRows } from './key-rows.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await preferences();
  return { title: translator(locale, 'apiKeys')('title') };
}

/** A customer's keys: make one, see what each spends, revoke it. */
async function Page() {
  const { customerId } = await requireCustomer();
  const { locale, timeZone } = await preferences();
  const t = translator(locale, 'apiKeys');
  const keys = await keyRows(customerId);
  const live = keys.filter((key) => key.revokedAt === null);
  const revoked = keys.filter((key) => key.revokedAt !== null);
  return (
    <ClientMessages locale={locale} timeZone={timeZone} messages={compileMessages(locale, ['apiKeys'])}>
      <LiveRefresh />
      <PageHeader title={t('title')} description={t('description')} />
      <Section title={t('newTitle')} description={t('newText')} layout="beside">
        <NewKey apiUrl={new URL(env().APP_URL).origin} />
      </Section>
      <Section title={t('listTitle')}>
        <KeyList keys={live} />
        {revoked.length > 0 && <RevokedKeys keys={revoked} locale={locale} timeZone={timeZone} />}
      </Section>
    </ClientMessages>
  );
}

export default arriving(Page);

import type { Metadata } from 'next';
import Link from 'next/link';
import { AccountForm } from '#components/auth/account-form.tsx';
import { AuthCard } from '#components/shell/auth-card.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';
import { formState, one, type Query } from '../form-state.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await preferences();
  return { title: translator(locale, 'account')('forgotTitle') };
}

export default async function Page({ searchParams }: { searchParams: Query }) {
  const query = await searchParams;
  const { locale } = await preferences();
  const t = translator(locale, 'account');
  const { problem, errorOf } = formState(query, locale);
  return (
    <AuthCard
      title={t('forgotTitle')}
      description={t('forgotText')}
      below={t.rich('forgotBack', {
        link: (text) => (
          <Link href="/sign-in" className="link">
            {text}
          </Link>
        ),
      })}
    >
      {one(query.sent) !== undefined && (
        <div className="mb-6">
          <Banner tone="success">{t('forgotDone')}</Banner>
        </div>
      )}
      <AccountForm
        action="/api/account/forgot"
        submitLabel={t('forgotAction')}
        problem={problem}
        showLabel={t('showPassword')}
        hideLabel={t('hidePassword')}
        fields={[
          {
            name: 'email',
            type: 'email',
            label: t('email'),
            autoComplete: 'username',
            error: errorOf('email'),
          },
        ]}
      />
    </AuthCard>
  );
}

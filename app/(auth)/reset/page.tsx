import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { AccountForm } from '#components/auth/account-form.tsx';
import { AuthCard } from '#components/shell/auth-card.tsx';
import { PASSWORD_MIN_LENGTH } from '#lib/auth/password-rules.ts';
import { preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';
import { formState, one, type Query } from '../form-state.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await preferences();
  return {
    title: translator(locale, 'account')('resetTitle'),
    // The address of this page holds a secret: other sites do not learn it, nor do search engines.
    referrer: 'same-origin',
    robots: { index: false },
  };
}

export default async function Page({ searchParams }: { searchParams: Query }) {
  const query = await searchParams;
  const token = one(query.token);
  if (token === undefined || token === '') redirect('/forgot');
  const { locale } = await preferences();
  const t = translator(locale, 'account');
  const { problem, errorOf } = formState(query, locale);
  return (
    <AuthCard
      title={t('resetTitle')}
      description={t('resetText')}
      below={t.rich('resetAgain', {
        link: (text) => (
          <Link href="/forgot" className="link">
            {text}
          </Link>
        ),
      })}
    >
      <AccountForm
        action="/api/account/reset"
        submitLabel={t('resetAction')}
        problem={problem}
        hidden={{ token }}
        showLabel={t('showPassword')}
        hideLabel={t('hidePassword')}
        fields={[
          {
            name: 'password',
            type: 'password',
            label: t('resetPassword'),
            hint: t('signUpPasswordHint'),
            autoComplete: 'new-password',
            minLength: PASSWORD_MIN_LENGTH,
            error: errorOf('password'),
          },
        ]}
      />
    </AuthCard>
  );
}

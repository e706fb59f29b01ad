import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { AccountForm } from '#components/auth/account-form.tsx';
import { formatCredits } from '#components/format/credits.ts';
import { AuthCard } from '#components/shell/auth-card.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { homeOf, secondFactorPath } from '#lib/auth/next-path.ts';
import { PASSWORD_MIN_LENGTH } from '#lib/auth/password-rules.ts';
import { halfViewer, viewer } from '#lib/auth/viewer.ts';
import { trialCredit } from '#lib/customers/trial.ts';
import { preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';
import { ZERO } from '#lib/money/credits.ts';
import { formState, type Query } from '../form-state.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await preferences();
  return { title: translator(locale, 'account')('signUpTitle') };
}

export default async function Page({ searchParams }: { searchParams: Query }) {
  const signedIn = await viewer();
  if (signedIn !== null) redirect(homeOf(signedIn.role));
  if ((await halfViewer()) !== null) redirect(secondFactorPath(undefined));
  const { locale } = await preferences();
  const t = translator(locale, 'account');
  const { problem, errorOf } = formState(await searchParams, locale);
  const trial = trialCredit();
  return (
    <AuthCard
      title={t('signUpTitle')}
      description={t('signUpText')}
      below={t.rich('signUpHaveOne', {
        link: (text) => (
          <Link href="/sign-in" className="link">
            {text}
          </Link>
        ),
      })}
    >
      {trial !== ZERO && (
        <div className="mb-6">
          <Banner tone="success" announce="none">
            {t('signUpTrial', { amount: formatCredits(trial, locale) })}
          </Banner>
        </div>
      )}
      <AccountForm
        action="/api/account/sign-up"
        submitLabel={t('signUpAction')}
        problem={problem}
        showLabel={t('showPassword')}
        hideLabel={t('hidePassword')}
        fields={[
          {
            name: 'name',
            type: 'text',
            label: t('name'),
            autoComplete: 'name',
            maxLength: 100,
            error: errorOf('name'),
          },
          {
            name: 'email',
            type: 'email',
            label: t('email'),
            autoComplete: 'email',
            error: errorOf('email'),
          },
          {
            name: 'password',
            type: 'password',
            label: t('password'),
            hint: t('signUpPasswordHint'),
            autoComplete: 'new-password',
            minLength: PASSWORD_MIN_LENGTH,
            error: errorOf('password'),
          },
        ]}
      />
      <p className="mt-4 text-sm text-soft">
        {t.rich('signUpTerms', {
          terms: (text) => (
            <Link href="/terms" className="link">
              {text}
            </Link>
          ),
          privacy: (text) => (
            <Link href="/privacy" className="link">
              {text}
            </Link>
          ),
        })}
      </p>
    </AuthCard>
  );
}

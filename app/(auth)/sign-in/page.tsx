import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { AccountForm } from '#components/auth/account-form.tsx';
import { AuthCard } from '#components/shell/auth-card.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { homeOf, safeNextPath, secondFactorPath } from '#lib/auth/next-path.ts';
import { halfViewer, viewer } from '#lib/auth/viewer.ts';
import { preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';
import { formState, one, type Query } from '../form-state.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await preferences();
  return { title: translator(locale, 'account')('signInTitle') };
}

/** What was done before the visitor came here. */
const DONE = { verified: 'signInVerified', reset: 'signInReset', signed_out: 'signInOut' } as const;

/** How next-auth's own endpoints call what went wrong. */
const ITS_ERRORS: Readonly<Record<string, string>> = {
  CredentialsSignin: 'credentials_wrong',
  too_many_attempts: 'too_many_attempts',
};

export default async function Page({ searchParams }: { searchParams: Query }) {
  const query = await searchParams;
  const next = safeNextPath(one(query.next));
  const signedIn = await viewer();
  if (signedIn !== null) redirect(next ?? homeOf(signedIn.role));
  if ((await halfViewer()) !== null) redirect(secondFactorPath(next));
  const { locale } = await preferences();
  const t = translator(locale, 'account');
  const { problem, errorOf } = formState(
    { problem: ITS_ERRORS[one(query.error) ?? ''], wait: '900', ...query },
    locale,
  );
  const done = DONE[one(query.done) as keyof typeof DONE];
  return (
    <AuthCard
      title={t('signInTitle')}
      below={t.rich('signInNone', {
        link: (text) => (
          <Link href="/sign-up" className="link">
            {text}
          </Link>
        ),
      })}
    >
      {done !== undefined && problem === undefined && (
        <div className="mb-6">
          <Banner tone="success">{t(done)}</Banner>
        </div>
      )}
      <AccountForm
        action="/api/account/sign-in"
        submitLabel={t('signInAction')}
        problem={problem}
        showLabel={t('showPassword')}
        hideLabel={t('hidePassword')}
        {...(next !== undefined && { hidden: { next } })}
        fields={[
          {
            name: 'email',
            type: 'email',
            label: t('email'),
            autoComplete: 'username',
            error: errorOf('email'),
          },
          {
            name: 'password',
            type: 'password',
            label: t('password'),
            autoComplete: 'current-password',
            aside: (
              <Link href="/forgot" className="link">
                {t('signInForgot')}
              </Link>
            ),
            error: errorOf('password'),
          },
        ]}
      />
    </AuthCard>
  );
}

import type { Metadata } from 'next';
import { headers } from 'next/headers';
import Link from 'next/link';
import { demo } from '#app/(public)/demo.ts';
import { browserOf } from '#app/api/account/session-cookie.ts';
import { AccountForm } from '#components/auth/account-form.tsx';
import { AuthCard } from '#components/shell/auth-card.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { buttonLook } from '#components/ui/button-look.ts';
import { ExternalIcon } from '#components/ui/icons.tsx';
import { needsPassword } from '#lib/auth/verify-email.ts';
import { now } from '#lib/core/clock.ts';
import { env } from '#lib/core/env.ts';
import { database } from '#lib/db/client.ts';
import { preferences } from '#lib/i18n/preferences.ts';
import { type TranslatorOf, translator } from '#lib/i18n/translator.ts';
import { formState, one, type Query } from '../form-state.ts';

type FormState = ReturnType<typeof formState>;

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await preferences();
  return {
    title: translator(locale, 'account')('verifyTitle'),
    // The address of this page may hold a secret: other sites do not learn it, nor do search engines.
    referrer: 'same-origin',
    robots: { index: false },
  };
}

export default async function Page({ searchParams }: { searchParams: Query }) {
  const query = await searchParams;
  const { locale } = await preferences();
  const t = translator(locale, 'account');
  const form = formState(query, locale);
  const token = one(query.token);
  if (token === undefined || token === '' || one(query.problem) === 'link_dead')
    return <MailSent query={query} t={t} form={form} />;
  const visit = { db: database(), secret: env().AUTH_SECRET, at: now() };
  const asks = await needsPassword(visit, token, await browserOf(visit, await headers()));
  return <LinkOpened token={token} asksForPassword={asks} t={t} form={form} />;
}

/** The link was opened. A mail scanner opens links as well, so it takes a press of the button to use it. */
function LinkOpened({
  token,
  asksForPassword,
  t,
  form,
}: {
  token: string;
  asksForPassword: boolean;
  t: TranslatorOf<'account'>;
  form: FormState;
}) {
  return (
    <AuthCard
      title={t('verifyTitle')}
      description={t('verifyText')}
      below={t.rich('verifyNew', {
        link: (text) => (
          <Link href="/verify" className="link">
            {text}
          </Link>
        ),
      })}
    >
      <AccountForm
        action="/api/account/verify"
        fields={
          asksForPassword
            ? [
                {
                  name: 'password',
                  type: 'password',
                  label: t('password'),
                  hint: t('verifyPasswordHint'),
                  autoComplete: 'current-password',
                  aside: (
                    <Link href="/forgot" className="link">
                      {t('verifyForgot')}
                    </Link>
                  ),
                  error: form.errorOf('password'),
                },
              ]
            : []
        }
        hidden={{ token }}
        problem={form.problem}
        submitLabel={t('verifyAction')}
        showLabel={t('showPassword')}
        hideLabel={t('hidePassword')}
      />
    </AuthCard>
  );
}

/** After signing up, or after a link that does not work: where to look, and how to get another mail. */
function MailSent({
  query,
  t,
  form,
}: {
  query: Awaited<Query>;
  t: TranslatorOf<'account'>;
  form: FormState;
}) {
  const dead = one(query.problem) === 'link_dead';
  const sent = one(query.sent);
  const inbox = demo()?.mailInboxUrl;
  return (
    <AuthCard
      title={dead ? t('linkDeadTitle') : sent === undefined ? t('resendTitle') : t('sentTitle')}
      description={dead ? t('linkDeadText') : sent === undefined ? t('resendText') : t('sentText')}
      below={t.rich('verifyLater', {
        link: (text) => (
          <Link href="/sign-in" className="link">
            {text}
          </Link>
        ),
      })}
    >
      {sent === 'again' && (
        <div className="mb-6">
          <Banner tone="success">{t('resendDone')}</Banner>
        </div>
      )}
      {inbox !== undefined && sent !== undefined && (
        <a
          href={inbox}
          target="_blank"
          rel="noreferrer"
          className={buttonLook({ variant: 'primary', block: true })}
        >
          {t('sentInbox')}
          <ExternalIcon />
        </a>
      )}
      {sent !== undefined && <p className="my-6 text-soft">{t('sentNothing')}</p>}
      <AccountForm
        action="/api/account/resend"
        submitLabel={t('resendAction')}
        submitVariant="secondary"
        problem={dead ? undefined : form.problem}
        showLabel={t('showPassword')}
        hideLabel={t('hidePassword')}
        fields={[
          {
            name: 'email',
            type: 'email',
            label: t('email'),
            autoComplete: 'email',
            error: form.errorOf('email'),
          },
        ]}
      />
    </AuthCard>
  );
}

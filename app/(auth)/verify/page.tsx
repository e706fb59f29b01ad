import type { Metadata } from 'next';
import Link from 'next/link';
import { demo } from '#app/(public)/demo.ts';
import { AccountForm } from '#components/auth/account-form.tsx';
import { AuthCard } from '#components/shell/auth-card.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { buttonLook } from '#components/ui/button-look.ts';
import { ExternalIcon } from '#components/ui/icons.tsx';
import { preferences } from '#lib/i18n/preferences.ts';
import { type TranslatorOf, translator } from '#lib/i18n/translator.ts';
import { formState, one, type Query } from '../form-state.ts';

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
  const token = one(query.token);
  if (token !== undefined && token !== '') return <LinkOpened token={token} t={t} />;
  return <MailSent query={query} t={t} form={formState(query, locale)} />;
}

/** The link was opened. A mail scanner opens links as well, so it takes a press of the button to use it. */
function LinkOpened({ token, t }: { token: string; t: TranslatorOf<'account'> }) {
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
        fields={[]}
        hidden={{ token }}
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
  form: ReturnType<typeof formState>;
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

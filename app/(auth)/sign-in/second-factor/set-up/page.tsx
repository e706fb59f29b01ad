import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { formState, one, type Query } from '#app/(auth)/form-state.ts';
import { factorDesk } from '#app/api/account/factor-desk.ts';
import { AccountForm } from '#components/auth/account-form.tsx';
import { QrCode } from '#components/auth/qr-code.tsx';
import { SetUpFactor } from '#components/auth/set-up-factor.tsx';
import { AuthCard } from '#components/shell/auth-card.tsx';
import { Code } from '#components/ui/code.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { safeNextPath, secondFactorPath, signInPath } from '#lib/auth/next-path.ts';
import { factorOf, offeredFactor } from '#lib/auth/second-factor.ts';
import type { HalfSignedIn } from '#lib/auth/sessions.ts';
import { halfViewer, viewer } from '#lib/auth/viewer.ts';
import { database } from '#lib/db/client.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';
import { SignOut } from '../sign-out.tsx';

type FormState = ReturnType<typeof formState>;

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await preferences();
  return { title: translator(locale, 'secondFactor')('setUpTitle'), robots: { index: false } };
}

/**
 * Sets a second factor up: the password, then the secret and a code of it, then the recovery codes. For staff at their first
 * sign-in, and for those who move to another app.
 */
export default async function Page({ searchParams }: { searchParams: Query }) {
  const query = await searchParams;
  const next = safeNextPath(one(query.next));
  const person = await whoSetsUp(next);
  const { locale } = await preferences();
  const t = translator(locale, 'secondFactor');
  const form = formState(query, locale);
  const offered = await offeredFactor(factorDesk(), person);
  return (
    <AuthCard title={t('setUpTitle')} description={t('setUpWhy')} below={<SignOut label={t('signOut')} />}>
      {offered === undefined ? (
        <Begin next={next} form={form} locale={locale} />
      ) : (
        <Confirm offered={offered} next={next} form={form} locale={locale} />
      )}
    </AuthCard>
  );
}

/** Staff without a factor, and staff who have passed theirs. */
async function whoSetsUp(next: string | undefined): Promise<HalfSignedIn> {
  const passed = await viewer();
  if (passed !== null) return passed.role === 'customer' ? notFound() : passed;
  const half = await halfViewer();
  if (half === null) redirect(signInPath(next));
  if ((await factorOf(database().prisma, half.userId)) !== undefined) redirect(secondFactorPath(next));
  return half;
}

function Begin({ next, form, locale }: { next: string | undefined; form: FormState; locale: Locale }) {
  const t = translator(locale, 'secondFactor');
  const account = translator(locale, 'account');
  return (
    <AccountForm
      action="/api/account/second-factor/offer"
      {...(next !== undefined && { hidden: { next } })}
      submitLabel={t('setUpBegin')}
      problem={form.problem}
      showLabel={account('showPassword')}
      hideLabel={account('hidePassword')}
      fields={[
        {
          name: 'password',
          type: 'password',
          label: t('password'),
          hint: t('setUpPasswordHint'),
          autoComplete: 'current-password',
          error: form.errorOf('password'),
        },
      ]}
    />
  );
}

function Confirm({
  offered: { secret, url },
  next,
  form,
  locale,
}: {
  offered: { secret: string; url: string };
  next: string | undefined;
  form: FormState;
  locale: Locale;
}) {
  const t = translator(locale, 'secondFactor');
  const words = translator(locale, 'words');
  return (
    <SetUpFactor
      next={next}
      codeLabel={t('confirmCode')}
      submitLabel={t('confirmAction')}
      problem={form.problem}
      error={form.errorOf('code')}
      codes={{
        title: t('codesTitle'),
        text: t('codesText'),
        copy: t('copyCodes'),
        copied: words('copied'),
        done: t('codesDone'),
      }}
    >
      <p>{t('scanText')}</p>
      <div className="flex justify-center">
        <QrCode text={url} label={t('scanAlt')} />
      </div>
      <div className="space-y-2">
        <p className="text-sm text-soft">{t('typeIt')}</p>
        <p className="select-all" data-testid="secret">
          <Code>{secret.match(/.{4}/g)?.join(' ')}</Code>
        </p>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <CopyButton text={secret} label={t('copySecret')} copiedLabel={words('copied')} />
          <a href={url} className="link text-sm">
            {t('openIt')}
          </a>
        </div>
      </div>
    </SetUpFactor>
  );
}

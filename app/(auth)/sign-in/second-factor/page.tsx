import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { formState, one, type Query } from '#app/(auth)/form-state.ts';
import { demo } from '#app/(public)/demo.ts';
import { AccountForm } from '#components/auth/account-form.tsx';
import { AuthCard } from '#components/shell/auth-card.tsx';
import { CodeBlock } from '#components/ui/code.tsx';
import { homeOf, safeNextPath, secondFactorPath, signInPath } from '#lib/auth/next-path.ts';
import { factorOf } from '#lib/auth/second-factor.ts';
import { halfViewer, viewer } from '#lib/auth/viewer.ts';
import { database } from '#lib/db/client.ts';
import { preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';
import { SignOut } from './sign-out.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await preferences();
  return { title: translator(locale, 'secondFactor')('passTitle'), robots: { index: false } };
}

/** Between the password and the desk: a code of the app, or a recovery code. */
export default async function Page({ searchParams }: { searchParams: Query }) {
  const query = await searchParams;
  const next = safeNextPath(one(query.next));
  const passed = await viewer();
  if (passed !== null) redirect(next ?? homeOf(passed.role));
  const person = await halfViewer();
  if (person === null) redirect(signInPath(next));
  if ((await factorOf(database().prisma, person.userId)) === undefined)
    redirect(secondFactorPath(next, '/set-up'));
  const { locale } = await preferences();
  const t = translator(locale, 'secondFactor');
  const { problem, errorOf } = formState(query, locale);
  const withRecovery = one(query.with) === 'recovery';
  const here = secondFactorPath(next);
  const other = withRecovery ? here : `${here}${next === undefined ? '?' : '&'}with=recovery`;
  const link = (text: React.ReactNode) => (
    <Link href={other} className="link">
      {text}
    </Link>
  );
  return (
    <AuthCard
      title={t(withRecovery ? 'recoveryTitle' : 'passTitle')}
      description={t(withRecovery ? 'recoveryText' : 'passText')}
      below={
        <div className="space-y-4">
          <p>{withRecovery ? t.rich('recoveryBack', { link }) : t.rich('passLost', { link })}</p>
          <SignOut label={t('signOut')} />
        </div>
      }
    >
      {demo() !== undefined && !withRecovery && (
        <div className="mb-6 space-y-2">
          <p className="text-sm text-soft">{t('demoHint')}</p>
          <CodeBlock>{`npm run ops -- demo-code --email ${person.email}`}</CodeBlock>
        </div>
      )}
      <AccountForm
        key={withRecovery ? 'recovery' : 'app'}
        action="/api/account/second-factor"
        hidden={{ ...(next !== undefined && { next }), ...(withRecovery && { with: 'recovery' }) }}
        submitLabel={t('passAction')}
        problem={problem}
        showLabel=""
        hideLabel=""
        fields={[
          {
            name: 'code',
            type: 'text',
            label: t(withRecovery ? 'recoveryCode' : 'passCode'),
            autoComplete: withRecovery ? 'off' : 'one-time-code',
            ...(!withRecovery && { inputMode: 'numeric' as const }),
            maxLength: withRecovery ? 40 : 20,
            error: errorOf('code'),
          },
        ]}
      />
    </AuthCard>
  );
}

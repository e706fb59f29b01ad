import type { Metadata } from 'next';
import { NameForm } from '#components/settings/name-form.tsx';
import { PasswordForm } from '#components/settings/password-form.tsx';
import { SessionList } from '#components/settings/session-list.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Section } from '#components/ui/section.tsx';
import { StatusPill } from '#components/ui/status-pill.tsx';
import { PASSWORD_MIN_LENGTH } from '#lib/auth/password-rules.ts';
import { requireSignedIn } from '#lib/auth/viewer.ts';
import { preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';
import { CloseSection, ExportSection } from './closing/sections.tsx';
import { sessionRows } from './session-rows.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await preferences();
  return { title: translator(locale, 'settings')('title') };
}

/** A person's own settings: customers and staff alike. */
export default async function Page() {
  const viewer = await requireSignedIn('/settings');
  const chosen = await preferences();
  const { locale } = chosen;
  const t = translator(locale, 'settings');
  const account = translator(locale, 'account');
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <Section title={t('youTitle')} description={t('youText')} layout="beside">
        <div className="space-y-6">
          <NameForm
            name={viewer.name}
            label={t('name')}
            saveLabel={t('nameSave')}
            savedText={t('nameSaved')}
          />
          <dl>
            <dt className="font-medium">{t('email')}</dt>
            <dd className="flex flex-wrap items-baseline gap-x-4">
              <span className="break-all">{viewer.email}</span>
              <StatusPill tone={viewer.emailVerified ? 'good' : 'warn'}>
                {viewer.emailVerified ? t('emailVerified') : t('emailUnverified')}
              </StatusPill>
            </dd>
          </dl>
        </div>
      </Section>
      <Section title={t('passwordTitle')} description={t('passwordText')} layout="beside">
        <PasswordForm
          email={viewer.email}
          minLength={PASSWORD_MIN_LENGTH}
          texts={{
            current: t('passwordCurrent'),
            next: t('passwordNew'),
            hint: account('signUpPasswordHint'),
            save: t('passwordSave'),
            saved: t('passwordSaved'),
            show: account('showPassword'),
            hide: account('hidePassword'),
          }}
        />
      </Section>
      <Section title={t('sessionsTitle')} description={t('sessionsText')}>
        <SessionList
          sessions={await sessionRows(viewer, chosen)}
          texts={{
            caption: t('sessionsCaption'),
            device: t('device'),
            signedIn: t('signedIn'),
            lastSeen: t('lastSeen'),
            here: t('here'),
            end: t('end'),
            ended: t('ended'),
            endOthers: t('endOthers'),
            endedOthers: t('endedOthers'),
          }}
        />
      </Section>
      {viewer.customerId !== null && (
        <>
          <ExportSection locale={locale} />
          <CloseSection customerId={viewer.customerId} locale={locale} />
        </>
      )}
    </>
  );
}

import type { Metadata } from 'next';
import { NameForm } from '#components/settings/name-form.tsx';
import { PasswordForm } from '#components/settings/password-form.tsx';
import { RegionForm } from '#components/settings/region-form.tsx';
import { SessionList } from '#components/settings/session-list.tsx';
import { WarningsForm } from '#components/settings/warnings-form.tsx';
import { arriving } from '#components/shell/arrival.ts';
import { ThemeChoice } from '#components/shell/theme-choice.tsx';
import { themeTexts } from '#components/shell/theme-options.ts';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Section } from '#components/ui/section.tsx';
import { StatusPill } from '#components/ui/status-pill.tsx';
import { PASSWORD_MIN_LENGTH } from '#lib/auth/password-rules.ts';
import { preferencesOf } from '#lib/auth/preferences.ts';
import { requireSignedIn } from '#lib/auth/viewer.ts';
import { database } from '#lib/db/client.ts';
import { preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';
import { CloseSection, ExportSection } from './closing/sections.tsx';
import { regionOf, warningsOf } from './preference-forms.ts';
import { SecondFactorSection } from './second-factor/section.tsx';
import { sessionRows } from './session-rows.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await preferences();
  return { title: translator(locale, 'settings')('title') };
}

/** A person's own settings: customers and staff alike. */
async function Page() {
  const viewer = await requireSignedIn();
  const chosen = await preferences();
  const { locale } = chosen;
  const own = await preferencesOf(database().prisma, viewer.userId);
  const t = translator(locale, 'settings');
  const account = translator(locale, 'account');
  const ofStaff = viewer.customerId === null;
  return (
    <>
      <PageHeader title={t('title')} description={t(ofStaff ? 'staffDescription' : 'description')} />
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
      <Section
        title={t('passwordTitle')}
        description={t(ofStaff ? 'staffPasswordText' : 'passwordText')}
        layout="beside"
      >
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
      {ofStaff && <SecondFactorSection viewer={viewer} chosen={chosen} />}
      {viewer.customerId !== null && (
        <Section id="warnings" title={t('warningsTitle')} description={t('warningsText')} layout="beside">
          <WarningsForm {...warningsOf(own, locale)} />
        </Section>
      )}
      <Section id="look" title={t('lookTitle')} description={t('lookText')} layout="beside">
        <div className="space-y-6">
          <div>
            <p aria-hidden="true" className="mb-2 font-medium">
              {t('colours')}
            </p>
            <ThemeChoice theme={chosen.theme} name="theme-settings" signedIn {...themeTexts(locale)} />
          </div>
          <RegionForm {...regionOf(chosen)} />
        </div>
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

export default arriving(Page);

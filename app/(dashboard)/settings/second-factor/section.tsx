import Link from 'next/link';
import { formatCount } from '#components/format/count.ts';
import { formatDateTime } from '#components/format/dates.ts';
import { RenewCodes } from '#components/settings/renew-codes.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { Section } from '#components/ui/section.tsx';
import { secondFactorPath } from '#lib/auth/next-path.ts';
import { factorOf } from '#lib/auth/second-factor.ts';
import type { Viewer } from '#lib/auth/sessions.ts';
import { database } from '#lib/db/client.ts';
import type { Preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';

/** With so few recovery codes left it is time for new ones. */
const FEW = 3;

/** A member of staff's second factor: since when, how many recovery codes are left, new ones, another app. */
export async function SecondFactorSection({ viewer, chosen }: { viewer: Viewer; chosen: Preferences }) {
  const { locale, timeZone } = chosen;
  const t = translator(locale, 'secondFactor');
  const account = translator(locale, 'account');
  const factor = await factorOf(database().prisma, viewer.userId);
  if (factor === undefined) return null;
  const { enrolledAt, recoveryCodes: left } = factor;
  return (
    <Section id="second-factor" title={t('sectionTitle')} description={t('sectionText')} layout="beside">
      <div className="space-y-6">
        <p>
          {t('since', { at: formatDateTime(enrolledAt, locale, { timeZone }) })}{' '}
          {t('codesLeft', { count: formatCount(left, locale) })}
        </p>
        {left <= FEW && (
          <Banner tone="warn" announce="none">
            {t(left === 0 ? 'codesNoneLeft' : 'codesFewLeft')}
          </Banner>
        )}
        <RenewCodes
          email={viewer.email}
          texts={{
            password: t('password'),
            hint: t('renewHint'),
            renew: t('renew'),
            show: account('showPassword'),
            hide: account('hidePassword'),
          }}
          codes={{
            title: t('codesTitle'),
            text: t('codesText'),
            copy: t('copyCodes'),
            copied: translator(locale, 'words')('copied'),
            done: t('codesDone'),
          }}
        />
        <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
          <LinkButton href={secondFactorPath('/settings#second-factor', '/set-up')}>
            {t('anotherApp')}
          </LinkButton>
          {viewer.role === 'admin' && (
            <Link href="/support/staff" className="link">
              {t('colleagues')}
            </Link>
          )}
        </div>
      </div>
    </Section>
  );
}

import type { Metadata } from 'next';
import { AuthCard } from '#components/shell/auth-card.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await preferences();
  return { title: translator(locale, 'closing')('doneTitle'), robots: { index: false } };
}

/** Where somebody arrives who has closed their account. It knows nothing of them. */
export default async function Page() {
  const { locale } = await preferences();
  const t = translator(locale, 'closing');
  return (
    <AuthCard title={t('doneTitle')} description={t('doneText')}>
      <div className="space-y-6">
        <p className="text-soft">{t('doneAgain')}</p>
        <LinkButton href="/" block>
          {t('doneAction')}
        </LinkButton>
      </div>
    </AuthCard>
  );
}

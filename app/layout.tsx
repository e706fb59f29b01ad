import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { EarlyPresses } from '#components/shell/early-presses.tsx';
import { fontVariables } from '#components/shell/fonts.ts';
import { EARLY_INPUT } from '#lib/http/early-input.ts';
import { preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';
import './globals.css';

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await preferences();
  const t = translator(locale, 'shell');
  return {
    title: { default: t('brand'), template: `%s · ${t('brand')}` },
    applicationName: t('brand'),
    icons: { icon: { url: '/favicon.svg', type: 'image/svg+xml' } },
  };
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fbfcfc' },
    { media: '(prefers-color-scheme: dark)', color: '#0d1211' },
  ],
};

/** Language and colours are decided here, on the server, so that the first paint is already right. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const { locale, theme } = await preferences();
  return (
    <html lang={locale} data-theme={theme} className={fontVariables}>
      <body>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours, whose digest the policy allows */}
        <script dangerouslySetInnerHTML={{ __html: EARLY_INPUT }} />
        {children}
        <EarlyPresses />
      </body>
    </html>
  );
}

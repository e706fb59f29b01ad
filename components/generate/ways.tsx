import Link from 'next/link';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';

/** The two things that Generate does, each on a page of its own. */
const WAYS = [
  { way: 'make', href: '/generate', label: 'wayMake' },
  { way: 'process', href: '/generate/process', label: 'wayProcess' },
] as const;

/** Leads from making a picture to processing one, and back. */
export function Ways({ current, locale }: { current: (typeof WAYS)[number]['way']; locale: Locale }) {
  const t = translator(locale, 'generate');
  return (
    <nav aria-label={t('ways')} className="mb-8 border-b border-line">
      <ul className="-mb-px flex gap-x-6">
        {WAYS.map(({ way, href, label }) => (
          <li key={way}>
            <Link
              href={href}
              prefetch={false}
              aria-current={way === current ? 'page' : undefined}
              className="flex min-h-11 items-center border-b-2 border-transparent text-soft transition-colors hover:text-ink aria-[current]:border-accent aria-[current]:text-ink"
            >
              {t(label)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

import type { ReactNode } from 'react';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Loading } from '#components/ui/skeleton.tsx';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';

interface PageLoadingProps {
  title: string;
  description?: string;
  locale: Locale;
  /** Stand-ins of the final size. */
  children: ReactNode;
}

/** A page whose title is known while its figures are on their way. */
export function PageLoading({ title, description, locale, children }: PageLoadingProps) {
  return (
    <Loading label={translator(locale, 'words')('loading')}>
      <PageHeader title={title} description={description} />
      {children}
    </Loading>
  );
}
